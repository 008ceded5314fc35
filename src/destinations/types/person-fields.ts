/** Parts of the names of attributes that hold what services of advertising find people by, the likeliest first. */
export const EMAIL = ["email_address", "email", "e_mail", "mail"] as const;
export const PHONE = ["phone_number", "phone", "mobile_number", "msisdn", "telephone", "mobile"] as const;
export const FIRST_NAME = ["first_name", "firstname", "given_name", "forename"] as const;
export const LAST_NAME = ["last_name", "lastname", "family_name", "surname"] as const;
export const COUNTRY = ["country_code", "country"] as const;
export const POSTCODE = ["postal_code", "postcode", "zip_code", "zip"] as const;
export const CITY = ["city", "town"] as const;
export const STATE = ["state", "province", "region"] as const;
export const GENDER = ["gender", "sex"] as const;
export const BIRTH = ["date_of_birth", "birth_date", "birthdate", "birthday", "dob"] as const;
