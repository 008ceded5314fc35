import type { ValueType } from "../catalog/types.ts";

/** A part that an item of the catalog plays in the smart segments, such as the birth date. */
export interface Role {
  readonly id: string;
  readonly label: string;
  readonly fits: Fits;
  /** Names by which it is guessed, the likeliest first, as `plainName` gives them. */
  readonly names: readonly string[];
}

export type Fits =
  | { readonly kind: "attribute"; readonly types: readonly ValueType[] }
  /** Of `many` all that go by one of the names play the role together, each event counted once. */
  | { readonly kind: "event"; readonly many: boolean }
  /** A property of the events of another role. */
  | { readonly kind: "property"; readonly of: string; readonly types: readonly ValueType[] };

/** So many events may play a role together. */
export const MOST_NAMES = 20;

const DATES = ["date", "datetime"] as const;

export const roles: readonly Role[] = [
  attribute(
    "birth_date",
    "Birth date",
    DATES,
    `
    birthdate dateofbirth birthday dob born geburtsdatum geburtstag datenaissance fechanacimiento fechadenacimiento
    datadinascita
  `,
  ),
  attribute("age", "Age in years", ["number"], "age ageyears customerage alter edad eta"),
  attribute(
    "signed_up_at",
    "Day of sign-up",
    DATES,
    `
    createdat signedupat signupat signupdate signedup registeredat registrationdate customersince membersince
    joinedat created registriertam kundeseit fechaalta
  `,
  ),
  attribute(
    "country",
    "Country",
    ["text"],
    "country countrycode countryname shippingcountry billingcountry land pays pais paese",
  ),
  attribute(
    "source",
    "Source",
    ["text"],
    `
    source acquisitionsource acquisitionchannel signupsource utmsource firstsource trafficsource leadsource quelle
    origen
  `,
  ),
  attribute(
    "channel",
    "Preferred channel",
    ["text"],
    `
    preferredchannel channelpreference preferredcontactmethod contactpreference communicationchannel
    preferredcommunication bevorzugterkanal
  `,
  ),
  attribute(
    "device",
    "Favourite device",
    ["text"],
    `
    favouritedevice favoritedevice preferreddevice maindevice primarydevice devicetype device lieblingsgeraet
  `,
  ),
  attribute(
    "total_spend",
    "Total spend",
    ["number"],
    `
    totalspend totalspent lifetimevalue ltv clv lifetimespend totalrevenue amountspent umsatz gesamtumsatz
  `,
  ),
  attribute(
    "email_consent",
    "E-mail subscription",
    ["boolean"],
    `
    emailsubscribed emailsubscription emailconsent emailoptin acceptsmarketing marketingconsent newsletter
    newslettersubscribed newsletteroptin emailpermission
  `,
  ),
  attribute(
    "sms_consent",
    "Consent to text messages",
    ["boolean"],
    "smsconsent smsoptin smssubscribed smspermission textconsent",
  ),
  attribute(
    "push_consent",
    "Consent to push messages",
    ["boolean"],
    "pushconsent pushoptin pushenabled pushsubscribed pushpermission",
  ),
  event(
    "order",
    "An order",
    `
    ordercompleted orderplaced purchase purchased orderpaid order ordered transaction checkoutcompleted placedorder
    sale bestellung bestellungabgeschlossen kauf commande pedido compra ordine acquisto
  `,
  ),
  property(
    "order_value",
    "Value of an order",
    "order",
    ["number"],
    `
    revenue total ordertotal ordervalue amount value totalprice grandtotal subtotal price umsatz betrag montant
    importe
  `,
  ),
  event(
    "visit",
    "A visit of the web site",
    `
    sessionstarted sessionstart websession pageviewed pageview viewedpage page pageviews visit visited sitevisited
    seitenaufruf besuch visite visita
  `,
    true,
  ),
  property("visit_device", "Device of a visit", "visit", ["text"], "device devicetype devicecategory platform geraet"),
  event(
    "product_viewed",
    "A look at a product",
    `
    productviewed viewedproduct viewproduct viewitem itemviewed productview produktangesehen
  `,
  ),
  event(
    "product_added",
    "A product put in the cart",
    `
    productadded addedtocart addtocart addedproduct productaddedtocart cartadd itemadded addeditem addtobasket
    addedtobasket inwarenkorbgelegt indenwarenkorb ajoutaupanier
  `,
  ),
  event(
    "app_opened",
    "An opening of the app",
    `
    applicationopened appopened openedapp appopen appsession applaunched appstart appgeoeffnet
  `,
  ),
  event("email_received", "An e-mail received", "emaildelivered emailreceived receivedemail deliveredemail emailsent sentemail"),
  event("email_opened", "An e-mail opened", "emailopened openedemail emailopen opened"),
  event("email_clicked", "A click in an e-mail", "emailclicked clickedemail emaillinkclicked emailclick clickedlinkinemail"),
  event("email_bounced", "An e-mail bounced", "emailbounced bouncedemail emailbounce"),
  event(
    "email_unsubscribed",
    "An unsubscription from e-mail",
    "emailunsubscribed unsubscribed unsubscribedfromemail unsubscribe",
  ),
  event(
    "interaction",
    "What a customer does",
    `
      sessionstarted pageviewed pageview page visit productsearched productssearched productviewed productlistviewed
      productadded cartviewed checkoutstarted ordercompleted orderplaced purchase order applicationopened appopened
      emailopened emailclicked productreviewed
    `,
    true,
  ),
];

/** A name without capitals, accents and what stands between its words: `birth_date`, `BirthDate` and `Birth date` are one. */
export function plainName(name: string): string {
  return name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");
}

function attribute(id: string, label: string, types: readonly ValueType[], names: string): Role {
  return { id, label, fits: { kind: "attribute", types }, names: words(names) };
}

function event(id: string, label: string, names: string, many = false): Role {
  return { id, label, fits: { kind: "event", many }, names: words(names) };
}

function property(id: string, label: string, of: string, types: readonly ValueType[], names: string): Role {
  return { id, label, fits: { kind: "property", of, types }, names: words(names) };
}

function words(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}
