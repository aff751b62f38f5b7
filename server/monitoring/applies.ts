import { SQL_TODAY } from '../scalars.ts';

/**
 * SQL condition: the `item` is one that the `system` is to watch (F-017). A common item by profile and class; where either is unknown
 * nothing is left out for it, since the system may be of the kind that must. The system's own items always.
 */
export const APPLIES = `(
  (item.scope = 'COMMON' and (system.profile is null or system.profile = any (item.profiles))
    and (system.system_class is null or system.system_class = any (item.system_classes))
    or item.system_id is not distinct from system.id)
  and (item.retired_on is null or item.retired_on > ${SQL_TODAY}))`;
