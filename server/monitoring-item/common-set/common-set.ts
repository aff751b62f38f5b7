import { APPLICATION } from './application.ts';
import { BUSINESS_OPERATION } from './business-operation.ts';
import { INFRASTRUCTURE } from './infrastructure.ts';
import { PLATFORM } from './platform.ts';
import { SECURITY_ITEMS } from './security.ts';
import type { ShippedItem } from './shipped-item.ts';

/** The common items that the portal ships with (S-02, S-30, S-59, S-61), by layer. */
export const COMMON_SET: readonly ShippedItem[] = [
  ...INFRASTRUCTURE,
  ...PLATFORM,
  ...APPLICATION,
  ...SECURITY_ITEMS,
  ...BUSINESS_OPERATION,
];
