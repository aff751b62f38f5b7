import type { RouteRecordRaw } from 'vue-router';

export const reminderRoutes: RouteRecordRaw[] = [
  {
    path: '/reminders',
    name: 'reminders',
    component: () => import('./ReminderPage.vue'),
    meta: { permission: 'reminderPlan', menu: { label: 'reminder.title', order: 65 } },
  },
];
