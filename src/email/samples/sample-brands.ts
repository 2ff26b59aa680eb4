import type { Brands } from '#contract/brand.ts';

/** Two brands of one deployment: one that says only its name, and one that says all a brand can. */
export const SAMPLE_BRANDS: Brands = {
  default: 'plain',
  brands: {
    plain: { name: 'Example Shop', supportEmail: 'help@example.com', replyTo: 'help@example.com' },
    potter: {
      name: 'Potter & Daughters',
      fromName: 'Potter & Daughters Orders',
      logoUrl: 'https://shop.example.com/images/logo.png',
      logoWidth: 160,
      colours: { accent: '#0f6b4f', background: '#f3f6f4' },
      supportEmail: 'help@potter.example.com',
      supportUrl: 'https://potter.example.com/help',
      replyTo: 'orders@potter.example.com',
      postalAddress: ['12 Kiln Lane', 'Springfield, IL 62704', 'United States'],
      links: [
        { label: 'Terms', url: 'https://potter.example.com/terms' },
        { label: 'Privacy', url: 'https://potter.example.com/privacy' },
      ],
      notes: {
        wood: {
          en: 'Wood: wash by hand, dry at once, and oil it twice a year.',
          de: 'Holz: von Hand spülen, gleich abtrocknen und zweimal im Jahr ölen.',
        },
      },
      messages: { en: { 'confirmation.heading': 'Thank you! Your order is in our hands' } },
    },
  },
};
