import type { Service } from '../service.ts'

/** Payment. A checkout is necessary for a visitor who pays; advertising a way to pay on product pages is not. */
export const paymentServices: Service[] = [
  {
    id: 'klarna-checkout',
    name: { sv: 'Klarna, kassan', en: 'Klarna checkout' },
    category: 'necessary',
    purpose: {
      sv: 'Tar emot din betalning i kassan.',
      en: 'Takes your payment at the checkout.',
    },
    controller: 'Klarna Bank AB',
    country: 'SE',
    hosts: ['checkout.klarna.com', 'js.klarna.com', 'payments.klarna.com', 'x.klarnacdn.net'],
    cookies: [],
    storage: [],
  },
  {
    id: 'klarna-messaging',
    name: { sv: 'Klarna, erbjudanden vid varorna', en: 'Klarna on-site messaging' },
    category: 'marketing',
    purpose: {
      sv: 'Visar erbjudanden om delbetalning vid varorna.',
      en: 'Shows offers to pay in parts beside the products.',
    },
    controller: 'Klarna Bank AB',
    country: 'SE',
    hosts: ['klarnaservices.com', 'js.klarna.com/web-sdk/v1'],
    cookies: [
      { name: 'ku1-vid', lifetime: 'P2Y' },
      { name: 'ku1-sid', lifetime: 'PT30M' },
    ],
    storage: [],
  },
  {
    id: 'swedbank-pay',
    name: 'Swedbank Pay (PayEx)',
    category: 'necessary',
    purpose: {
      sv: 'Tar emot din betalning i kassan.',
      en: 'Takes your payment at the checkout.',
    },
    controller: 'Swedbank Pay AB',
    country: 'SE',
    hosts: ['payex.com', 'swedbankpay.com'],
    cookies: [],
    storage: [],
  },
]
