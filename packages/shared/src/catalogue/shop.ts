import type { Service } from '../service.ts'

/**
 * What a shop itself sets. Names are those of widely used platforms (WooCommerce, PHP, Java, ASP.NET, Laravel, Django,
 * Symfony, Rails, Express); an owner whose shop uses other names gives its own `cookies`.
 */
export const shopServices: Service[] = [
  {
    id: 'shop-cart',
    name: { sv: 'Varukorg', en: 'Cart' },
    category: 'necessary',
    purpose: {
      sv: 'Håller reda på vad du har lagt i varukorgen.',
      en: 'Remembers what you have put in the cart.',
    },
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
    name: { sv: 'Besöket i butiken', en: 'Shop session' },
    category: 'necessary',
    purpose: {
      sv: 'Håller ihop ditt besök från sida till sida.',
      en: 'Keeps your visit together from page to page.',
    },
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
    name: { sv: 'Inloggning', en: 'Login' },
    category: 'necessary',
    purpose: {
      sv: 'Håller dig inloggad medan webbläsaren är öppen.',
      en: 'Keeps you logged in while the browser is open.',
    },
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
    name: { sv: 'Förbli inloggad', en: 'Remembered login' },
    category: 'preferences',
    purpose: {
      sv: 'Loggar in dig av sig själv när du kommer tillbaka.',
      en: 'Logs you in by itself when you come back.',
    },
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
    name: { sv: 'Skydd för formulär', en: 'Form protection' },
    category: 'necessary',
    purpose: {
      sv: 'Skyddar formulär mot att någon annan skickar dem i ditt namn.',
      en: 'Protects forms from being sent by someone else in your name.',
    },
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
    name: { sv: 'Nyhetsbrev (Mailchimp)', en: 'Newsletter sign-up (Mailchimp)' },
    category: 'marketing',
    purpose: {
      sv: 'Visar rutan där du kan beställa nyhetsbrevet och minns om du har stängt den.',
      en: 'Shows the box where you can order the newsletter, and remembers if you closed it.',
    },
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
