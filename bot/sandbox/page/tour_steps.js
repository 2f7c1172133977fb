// The programme of the guided tour: whose turn it is, what to do, and how to see that it is done.

// The bot speaks Vietnamese or English, so buttons are known by their words in both.
const AGREE = /^\W*(tôi )?(đồng ý|i agree|agree)$/i;
const SEND = /^\W*(gửi|send)( ngay| now)?$/i;
const ATTEND = /^\W*(dự|attend|will attend)$/i;
const ONGOING = /^\W*(đang làm|in progress)/i;
const AUDIENCE = /^\W*(tất cả|everyone|người nhận|recipients)/i;
const NO_RECEIPT = /(đã nhận|receiv|receipt|acknowledg).*: (không|no)$/i;
const RECEIPT = /(đã nhận|receiv|receipt|acknowledg).*: (có|yes)$/i;
const RECEIVED = /^\W*(đã nhận|received|acknowledge)$/i;

const MEETING = "/hop 14h thứ Năm, góp ý dự thảo kế hoạch 2027, phòng họp A";
const REPLY = "dang lam 70%";
const ANNOUNCEMENT =
  "/thongbao Kính gửi các đồng chí thành viên Ban Chỉ đạo, Tổ giúp việc đã gửi dự thảo Kế hoạch năm 2027 " +
  "(lần 2) qua hệ thống quản lý văn bản. Đề nghị các đồng chí xem trước cuộc họp thứ Năm. Trân trọng./.";

const LATER = 3000; // milliseconds; what is not there by then waits for working hours

const heard = (part) => (hands) => hands.messages(part).some((message) => message.from_bot);
const agreed = (part) => (hands) =>
  hands.pressed(part, AGREE) || (hands.person(part).joined && heard(part)(hands) && !hands.key(part, AGREE));

const joining = (part) => [
  { id: "join", part, join: true, done: (hands) => hands.person(part).joined },
  { id: "agree", part, press: AGREE, done: agreed(part) },
];

/** Whether the chair has the digest of a later day than the one on which the chair came in. */
function digestCame(hands) {
  const all = hands.messages("chair");
  const first = all[0] && new Date(all[0].date).getTime();
  return all.some((message) => message.from_bot && new Date(message.date).getTime() - first > 6 * 3600e3);
}

/**
 * Each step has acts, done in order. An act is one of join, type, press and turn; `done(hands)` sees whether it
 * happened, by whomever; `tries` is how often it may be repeated until then; `first` is how long, in milliseconds,
 * it may come about by itself before it is done.
 */
export const STEPS = [
  { id: "secretary", acts: joining("secretary") },
  { id: "member", acts: joining("member") },
  {
    id: "meeting",
    acts: [
      {
        id: "type", part: "secretary", type: MEETING,
        done: (hands) => Boolean(hands.key("secretary", SEND, called(hands))) || sentMeeting(hands),
      },
      { id: "send", part: "secretary", press: SEND, done: sentMeeting },
      { id: "wait", turn: "60", tries: 2, first: LATER, done: invited },
    ],
  },
  {
    id: "answer",
    acts: [{ id: "press", part: "member", press: ATTEND, done: (hands) => hands.pressed("member", ATTEND) }],
  },
  {
    id: "task",
    acts: [
      { id: "turn", turn: "60", tries: 4, done: (hands) => Boolean(hands.key("member", ONGOING)) || told(hands) },
      { id: "type", part: "member", type: REPLY, done: told },
    ],
  },
  {
    id: "announce",
    acts: [
      {
        id: "type", part: "secretary", type: ANNOUNCEMENT,
        done: (hands) => hands.answered("secretary", /^\/thongbao/) || sentAnnouncement(hands),
      },
      {
        id: "audience", part: "secretary", press: AUDIENCE, tries: 3,
        done: (hands) => Boolean(hands.key("secretary", SEND, announced(hands))) || sentAnnouncement(hands),
      },
      {
        id: "receipt", part: "secretary", press: NO_RECEIPT,
        done: (hands) => Boolean(hands.key("secretary", RECEIPT, announced(hands))) || sentAnnouncement(hands),
      },
      { id: "send", part: "secretary", press: SEND, done: sentAnnouncement },
      { id: "wait", turn: "60", tries: 2, first: LATER, done: receiptAsked },
      { id: "received", part: "member", press: RECEIVED, done: (hands) => hands.pressed("member", RECEIVED) },
    ],
  },
  {
    id: "digest",
    acts: [
      ...joining("chair"),
      { id: "turn", turn: "next_working_day", tries: 2, done: digestCame },
    ],
  },
];

function called(hands) {
  return hands.said("secretary", /^\/hop/);
}

function sentMeeting(hands) {
  return hands.pressed("secretary", SEND, called(hands)) || invited(hands);
}

function invited(hands) {
  return Boolean(hands.key("member", ATTEND)) || hands.pressed("member", ATTEND);
}

function told(hands) {
  return hands.answered("member", /70\s*%/);
}

function announced(hands) {
  return hands.said("secretary", /^\/thongbao/);
}

function sentAnnouncement(hands) {
  return hands.pressed("secretary", SEND, announced(hands)) || receiptAsked(hands);
}

function receiptAsked(hands) {
  return Boolean(hands.key("member", RECEIVED)) || hands.pressed("member", RECEIVED);
}
