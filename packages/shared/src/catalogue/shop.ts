import type { Facts } from './facts.ts'

/**
 * What a shop itself sets. Names are those of widely used platforms (WooCommerce, PHP, Java, ASP.NET, Laravel, Django,
 * Symfony, Rails, Express); an owner whose shop uses other names gives its own `cookies`.
 */
export const shopServices: Facts[] = [
  {
    id: 'shop-cart',
    category: 'necessary',
    purpose: 'cart',
    controller: 'shop',
    hosts: [],
    cookies: [
      { name: 'cart', lifetime: 'session' },
      { name: 'woocommerce_cart_hash', lifetime: 'session' },
      { name: 'woocommerce_items_in_cart', lifetime: 'session' },
      { name: 'wp_woocommerce_session_*', lifetime: 'P2D' },
    ],
    storage: [],
  },
  {
    id: 'shop-session',
    category: 'necessary',
    purpose: 'visit',
    controller: 'shop',
    hosts: [],
    cookies: [
      { name: 'PHPSESSID', lifetime: 'session' },
      { name: 'JSESSIONID', lifetime: 'session' },
      { name: 'ASP.NET_SessionId', lifetime: 'session' },
      { name: 'connect.sid', lifetime: 'session' },
      { name: 'laravel_session', lifetime: 'PT2H' },
    ],
    storage: [],
  },
  {
    id: 'login-session',
    category: 'necessary',
    purpose: 'login',
    controller: 'shop',
    hosts: [],
    cookies: [
      { name: 'login', lifetime: 'session' },
      { name: 'wordpress_logged_in_*', lifetime: 'session' },
      { name: 'wordpress_sec_*', lifetime: 'session' },
    ],
    storage: [],
  },
  {
    id: 'remembered-login',
    category: 'preferences',
    purpose: 'rememberedLogin',
    controller: 'shop',
    hosts: [],
    cookies: [
      { name: 'remember_me', lifetime: 'P30D' },
      { name: 'REMEMBERME', lifetime: 'P1Y' },
      { name: 'remember_user_token', lifetime: 'P2W' },
      { name: 'remember_web_*', lifetime: 'P400D' },
    ],
    storage: [],
  },
  {
    id: 'csrf-token',
    category: 'necessary',
    purpose: 'formProtection',
    controller: 'shop',
    hosts: [],
    cookies: [
      { name: 'XSRF-TOKEN', lifetime: 'PT2H' },
      { name: 'csrftoken', lifetime: 'P52W' },
      { name: '_csrf', lifetime: 'session' },
    ],
    storage: [],
  },
  {
    id: 'newsletter',
    category: 'marketing',
    purpose: 'newsletter',
    controller: 'Intuit Mailchimp (The Rocket Science Group LLC)',
    country: 'US',
    hosts: ['chimpstatic.com/mcjs-connected', 'downloads.mailchimp.com/js/signup-forms', 'list-manage.com'],
    cookies: [
      { name: 'MCPopupClosed', lifetime: 'P1Y' },
      { name: 'MCPopupSubscribed', lifetime: 'P1Y' },
    ],
    storage: [],
  },
]
