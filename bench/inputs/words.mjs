/** Neutral words only: a name made of them must never look sensitive. */
export const THINGS = [
  'order',
  'delivery',
  'visit',
  'parcel',
  'invoice',
  'ticket',
  'booking',
  'repair',
  'garage',
  'region',
];
export const PARTS = [
  'Status',
  'Reason',
  'Choice',
  'Amount',
  'City',
  'Window',
  'Priority',
  'Language',
  'Count',
  'Flag',
];
export const VERBS = ['Find', 'Open', 'Update', 'Check', 'Plan', 'Move', 'Close', 'Count', 'Offer', 'Confirm'];
export const QUEUES = ['Deliveries North', 'Deliveries South', 'Repairs', 'Invoices', 'Bookings', 'General Enquiries'];
export const CATEGORIES = ['Logistics Backend', 'Billing Backend', 'Workshop Planner', 'Region Service'];
export const SENTENCES = [
  'Thank you for waiting, we are looking into it now.',
  'Your parcel is on its way and should arrive in the agreed window.',
  'All our colleagues are busy at the moment; we will be with you shortly.',
  'For deliveries press 1, for repairs press 2, for anything else press 3.',
  'We could not find that booking. Let us try once more.',
  'The workshop opens at eight and closes at six on weekdays.',
];

export function variableName(random) {
  return random.pick(THINGS) + random.pick(PARTS);
}

export function capital(word) {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

export function actionName(random) {
  return `${random.pick(VERBS)} ${random.pick(THINGS)} ${random.pick(PARTS).toLowerCase()}`;
}
