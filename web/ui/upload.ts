import { problemOf, type Problem } from './problem.ts';

/** A file that the server keeps for a while, to be previewed and applied. */
export interface UploadedFile {
  fileId: string;
  fileName: string;
}

/**
 * Sends one file to the server.
 *
 * @returns the file's id, or why the server did not take it; never rejects
 */
export async function uploadFile(file: File, language: string): Promise<{ uploaded: UploadedFile } | { problem: Problem }> {
  const body = new FormData();
  body.append('file', file);
  try {
    const response = await fetch('/upload', {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'X-Requested-With': 'tanaoroshi', 'Accept-Language': language },
      body,
    });
    const answer: unknown = await response.json();
    return response.ok ? { uploaded: answer as UploadedFile } : { problem: problemOf(answer as Problem) };
  } catch {
    // No answer, or one that is not ours, such as that of a proxy on the way.
    return { problem: { message: '', code: 'OFFLINE' } };
  }
}

/**
 * Sends a file as it is to a door of the server that reads it at once.
 *
 * @param path with whatever the door asks to know besides
 * @returns what the door answers, or why it did not take the file; never rejects
 */
export async function postFile<Answer>(path: string, file: File, language: string): Promise<{ answer: Answer } | { problem: Problem }> {
  try {
    const response = await fetch(path, {
      method: 'POST',
      credentials: 'same-origin',
      headers: {
        'Content-Type': 'application/octet-stream',
        'X-Requested-With': 'tanaoroshi',
        'X-File-Name': encodeURIComponent(file.name),
        'Accept-Language': language,
      },
      body: file,
    });
    const answer: unknown = await response.json();
    return response.ok ? { answer: answer as Answer } : { problem: problemOf(answer as Problem) };
  } catch {
    // No answer, or one that is not ours, such as that of a proxy on the way.
    return { problem: { message: '', code: 'OFFLINE' } };
  }
}
