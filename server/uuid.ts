/** An id as they are made here: in small letters, so that there is one way to write each. */
export const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
