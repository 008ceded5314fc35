export const customers = {
  title: "Customers",
  open: "Open a customer by key",
  everyone: "Everyone",
  noData: {
    title: "No customers yet",
    lead: "Import customers or events, in the folder where Coterie runs. A customer who only appears in events is created too.",
    command: "npx coterie import customers customers.csv",
  },
  profile: {
    page: "Open as page",
    attributes: "Attributes",
    noAttributes: "Nothing is known about this customer.",
    showUnknown: (count: string) => `Show ${count} unknown`,
    hideUnknown: "Hide unknown",
    events: "Latest events",
    noEvents: "No events.",
    eventCounts: "Events by name",
    properties: (event: string) => `Properties of ${event}`,
    notFound: (key: string) => `There is no customer with the key ${key}`,
    notFoundHint: "Keys are exact: capital letters and spaces count.",
  },
};
