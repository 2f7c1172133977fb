// The two apps that a phone can run: whose account is whose there, and what a chat has in each.

export const TELEGRAM = "telegram";
export const ZALO = "zalo";

/** The account of a person in an app: a number at Telegram, letters and digits at Zalo, where there is one. */
export function accountOf(person, platform) {
  return platform === ZALO ? person.zalo : person.user_id;
}

/** The app to which an account belongs. */
export function platformOf(account) {
  return typeof account === "string" ? ZALO : TELEGRAM;
}

/** Whether a person has joined with the account of this app. */
export function joinedOn(person, platform) {
  return platform === ZALO ? person.joined_zalo : person.joined;
}

/** The app in which a person can be shown: the wanted one where there is an account, else Telegram. */
export function fitting(person, wanted) {
  return wanted === ZALO && person.zalo ? ZALO : TELEGRAM;
}
