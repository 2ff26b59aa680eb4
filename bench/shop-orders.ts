import { checkOrderEvent } from '#contract/check-order-event.ts';
import type { OrderEvent, OrderEventInput } from '#contract/order-event.ts';
import { Random } from '../sim/random.ts';

/**
 * Orders as shops publish them, from a seed. What is drawn:
 *
 *   lines     1: 40 %, 2: 22 %, 3: 14 %, 4: 9 %, 5 to 7: 10 %, 8 to 10: 4 %, 11 to 100: 1 %
 *   shop      bare (30 %): the documented fields alone. usual (45 %): with SKU, shipping, tax, locale and postal address.
 *             complete (25 %): every optional field, with a link to the order and a picture per line
 *   language  English 60 %, German 20 %, French 12 %, Japanese 8 %
 *   name      one of the catalogues below, half of them with a variant
 */
export function shopOrders(seed: string) {
  const random = new Random(seed);
  return (): { readonly shop: Shop; readonly order: OrderEvent } => {
    const shop = weighted(random, SHOPS);
    const parsed = checkOrderEvent(orderOf(shop, random));
    if (parsed.kind === 'refused') throw new Error(`${parsed.field} must be ${parsed.allowed}`);
    return { shop, order: parsed.event };
  };
}

export type Shop = 'bare' | 'usual' | 'complete';

const SHOPS = { bare: 30, usual: 45, complete: 25 } as const;
const LINES = { '1': 40, '2': 22, '3': 14, '4': 9, '5-7': 10, '8-10': 4, '11-100': 1 } as const;

function orderOf(shop: Shop, random: Random): OrderEventInput {
  const country = COUNTRIES[weighted(random, { en: 60, de: 20, fr: 12, ja: 8 })];
  const orderId = random.pick([
    () => `ORDER${random.integer(100_000, 999_999)}`,
    () => `#${random.integer(1_000, 99_999)}`,
    () => `B-2026-${random.integer(10, 12)}-${random.integer(1_000, 9_999)}`,
    () => random.newId(),
  ])();
  const customerName = `${random.pick(country.first)} ${random.pick(country.last)}`;
  return {
    orderId,
    customerEmail: addressOf(random),
    customerName,
    orderItems: Array.from({ length: linesOf(random) }, () => itemOf(shop, country, random)),
    orderTotal: priceOf(random, 400),
    orderTimestamp: new Date(Date.UTC(2026, 10, 24) + random.integer(0, 86_399_999)).toISOString(),
    currency: country.currency,
    ...(shop !== 'bare' && {
      shipping: random.pick(['0.00', '3.95', '4.90', '6.50', '12.00']),
      tax: priceOf(random, 60),
      locale: country.locale,
      shippingAddress: {
        name: customerName,
        line1: country.line(random.integer(1, 280), random.pick(country.streets)),
        ...random.pick(country.places),
      },
    }),
    ...(shop === 'complete' && {
      ...(random.chance(0.3) && { discount: priceOf(random, 30) }),
      estimatedDelivery: `2026-12-0${random.integer(1, 9)}`,
      orderUrl: `https://www.lumen-and-loom.example/my-orders/${encodeURIComponent(orderId)}?ref=mail`,
    }),
  };
}

function itemOf(shop: Shop, { products, variants }: Country, random: Random) {
  const product = random.pick(products);
  const name = random.chance(0.5) ? `${product}${random.pick(variants)}` : product;
  const number = random.integer(10_000, 99_999);
  return {
    name,
    quantity: random.chance(0.8) ? 1 : random.integer(2, 6),
    price: priceOf(random, 120),
    ...(shop !== 'bare' && { sku: `${random.pick(['LL', 'HW', 'KT', 'TX', 'GD'])}-${number}` }),
    ...(shop === 'complete' && {
      imageUrl: `https://media.lumen-and-loom.example/i/${number}/${random.integer(1, 9)}/thumb_240.jpg`,
    }),
  };
}

function linesOf(random: Random): number {
  const [from, to] = weighted(random, LINES).split('-').map(Number);
  return random.integer(from!, to ?? from!);
}

const priceOf = (random: Random, upTo: number) =>
  `${random.integer(2, upTo)}.${random.pick(['99', '95', '90', '50', '00', String(random.integer(10, 89))])}`;

function addressOf(random: Random): string {
  const first = random.pick(['anna', 'j', 'thomas', 'sophie.marie', 'k.h', 'mehmet', 'yuki', 'oliver', 'f']);
  const last = random.pick([
    'smith',
    'mueller',
    'garcia',
    'kowalski',
    'tanaka',
    'dubois',
    'vandenberg',
    'oconnor',
  ]);
  const number = random.chance(0.4) ? String(random.integer(1, 1999)) : '';
  return `${first}.${last}${number}@${random.pick(['mail.example', 'post.example', 'company-name.example', 'uni.example'])}`;
}

function weighted<Name extends string>(random: Random, weights: Readonly<Record<Name, number>>): Name {
  const names = Object.keys(weights) as Name[];
  let left = random.next() * names.reduce((sum, name) => sum + weights[name], 0);
  for (const name of names) {
    left -= weights[name];
    if (left < 0) return name;
  }
  return names.at(-1)!;
}

interface Country {
  readonly currency: string;
  readonly locale: string;
  readonly first: readonly string[];
  readonly last: readonly string[];
  readonly streets: readonly string[];
  readonly line: (number: number, street: string) => string;
  readonly places: readonly Readonly<
    Record<'city' | 'postalCode' | 'country', string> & { region?: string }
  >[];
  readonly products: readonly string[];
  readonly variants: readonly string[];
}

const words = (list: string) => list.split('|');

const COUNTRIES: Readonly<Record<'en' | 'de' | 'fr' | 'ja', Country>> = {
  en: {
    currency: 'USD',
    locale: 'en-US',
    first: words('Emma|Liam|Olivia|Noah|Charlotte|James|Priya|Mateo|Hannah|Xavier'),
    last: words('Smith|Johnson|Nguyen|Garcia|Thompson|Patel|Kowalski|Okafor|Rodriguez|Lee'),
    streets: words('Maple Street|N Wacker Dr|Elm Ave|Old Mill Road|Sunset Blvd|County Road 12'),
    line: (number, street) => `${number} ${street}`,
    places: [
      { city: 'Springfield', region: 'IL', postalCode: '62704', country: 'US' },
      { city: 'Portland', region: 'OR', postalCode: '97205', country: 'US' },
      { city: 'Austin', region: 'TX', postalCode: '78701', country: 'United States' },
      { city: 'Leeds', postalCode: 'LS1 4AP', country: 'GB' },
    ],
    products: words(
      'Hydration Vest 8L|Trail Running Shoe Speedgoat 6|Cast Iron Skillet 12"|Men’s Merino Crew T-Shirt|The Overstory (Paperback)|' +
        'USB-C to Lightning Cable 2m|Noise Cancelling Earbuds Pro|Weighted Blanket 15 lb|Dimmable LED Desk Lamp|Dog Bed Orthopedic|' +
        'Chef’s Knife 8 inch|Yoga Mat 5mm Non-Slip|Vitamin D3 2000 IU, 120 Softgels|Ceramic Pour-Over Coffee Dripper|Kids Rain Boots|' +
        'Insulated Water Bottle 32 oz|Resistance Bands Set|Stretch Chino Pants|Linen Duvet Cover Queen|Whole Bean Coffee Ethiopia Guji|' +
        'Mechanical Keyboard 75%|Bamboo Cutting Board|Sunscreen Mineral SPF 50|LEGO Botanical Orchid 10311|Bike Tail Light Rechargeable',
    ),
    variants: words(
      ' - Navy / M| - Size 10.5|, 2-Pack| (Charcoal)| - Sage Green / Large| – Refurbished|, Kids 4-6Y',
    ),
  },
  de: {
    currency: 'EUR',
    locale: 'de-DE',
    first: words('Anna|Jürgen|Lukas|Käthe|Mehmet|Sophie|Björn|Ute'),
    last: words('Müller|Schneider|Yılmaz|Großmann|Weiß|Hoffmann|Krüger'),
    streets: words('Hauptstraße|Bahnhofstr.|Am Mühlenbach|Goethestraße|Lindenweg'),
    line: (number, street) => `${street} ${number}`,
    places: [
      { city: 'Berlin', postalCode: '10623', country: 'DE' },
      { city: 'München', postalCode: '80331', country: 'Deutschland' },
      { city: 'Castrop-Rauxel', postalCode: '44575', country: 'DE' },
    ],
    products: words(
      'Kaffeebohnen „Hausmischung“ ganze Bohne 1 kg|Damen Softshelljacke winddicht|Gusseiserner Bräter 28 cm|Akkuschrauber 18 V mit 2 Akkus|' +
        'Bio-Olivenöl nativ extra|Spannbettlaken Jersey 180x200|Die Vermessung der Welt (Taschenbuch)|Blumenkasten mit Wasserspeicher 60 cm|' +
        'Laufschuhe Herren Gr. 43|Wasserfilter-Kartuschen 6er|Holzpuzzle Bauernhof ab 2 Jahre|Fahrradschloss Faltschloss 90 cm',
    ),
    variants: words(' anthrazit|, Größe L|, 3er-Set| – nachtblau| (Vorteilspack)'),
  },
  fr: {
    currency: 'EUR',
    locale: 'fr-FR',
    first: words('Chloé|Éric|Léa|Jean-Baptiste|Inès|Thérèse'),
    last: words('Dubois|Lefèvre|Benali|Moreau|Girard'),
    streets: words('rue de la République|avenue Jean Jaurès|chemin des Vignes|bd Voltaire'),
    line: (number, street) => `${number} ${street}`,
    places: [
      { city: 'Lyon', postalCode: '69002', country: 'FR' },
      { city: 'Saint-Étienne', postalCode: '42000', country: 'France' },
    ],
    products: words(
      'Savon de Marseille à l’huile d’olive 300 g|Robe d’été en lin lavé|Cafetière italienne 6 tasses|Sac à dos imperméable 25 L|' +
        'Confiture d’abricots du Roussillon|Bougie parfumée figuier|Poêle antiadhésive 28 cm|L’Étranger (poche)|Chaussons bébé en cuir souple',
    ),
    variants: words(' - bleu marine|, taille 38|, lot de 2| - écru'),
  },
  ja: {
    currency: 'JPY',
    locale: 'ja-JP',
    first: words('陽子|健太|Yuki|さくら'),
    last: words('田中|佐藤|Suzuki|渡辺'),
    streets: words('北沢2丁目|神宮前3丁目|本町1丁目'),
    line: (number, street) => `${street}${number}-${(number % 20) + 1}`,
    places: [
      { city: '世田谷区', region: '東京都', postalCode: '155-0031', country: '日本' },
      { city: '大阪市中央区', region: '大阪府', postalCode: '541-0053', country: 'JP' },
    ],
    products: words(
      '職人手作りの急須と湯呑みセット（桐箱入り）|深蒸し茶 100g|南部鉄器 急須 0.6L|今治タオル バスタオル 2枚組|ワイヤレスイヤホン 防水|子ども用 レインコート|文庫本 こころ|ステンレスボトル 500ml',
    ),
    variants: words(' ネイビー|（Mサイズ）| 3個セット'),
  },
};
