import type { Facts } from './facts.ts'

/** Payment. A checkout is necessary for a visitor who pays; advertising a way to pay on product pages is not. */
export const paymentServices: Facts[] = [
  {
    id: 'klarna-checkout',
    category: 'necessary',
    purpose: 'payment',
    controller: 'Klarna Bank AB',
    country: 'SE',
    hosts: ['checkout.klarna.com', 'js.klarna.com', 'payments.klarna.com', 'x.klarnacdn.net'],
    cookies: [],
    storage: [],
  },
  {
    id: 'klarna-messaging',
    category: 'marketing',
    purpose: 'payInParts',
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
    purpose: 'payment',
    controller: 'Swedbank Pay AB',
    country: 'SE',
    hosts: ['payex.com', 'swedbankpay.com'],
    cookies: [],
    storage: [],
  },
]
