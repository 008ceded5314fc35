/** Something a person did, before it is written down. */
export interface StoreEvent {
  readonly event: string;
  /** Epoch milliseconds. */
  readonly time: number;
  readonly properties: Readonly<Record<string, unknown>>;
  /** What was bought, of an `Order Completed`. */
  readonly order?: Order;
}

/** The heart of an order: what is kept of it elsewhere. */
export interface Order {
  readonly order_id: string;
  /** What was paid for the products, after the discount, without shipping. */
  readonly revenue: number;
  readonly products: readonly Line[];
}

/** A line of a cart or of an order. */
export interface Line {
  readonly product_id: string;
  readonly name: string;
  readonly category: string;
  readonly price: number;
  readonly quantity: number;
}
