/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A phone with people in it: names of several lengths and scripts, messages and calls of every kind. */

#include "scripted-people.h"
#include "scripted-quality.h"

/* The clock times of the script are those of a day on which it is now twenty past nine. */
static GDateTime *
ago (int days,
     int hour,
     int minute)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) day = g_date_time_add_days (now, -days);

  if (days == 0)
    return g_date_time_add_minutes (now, hour * 60 + minute - (9 * 60 + 20));
  return g_date_time_new_local (g_date_time_get_year (day), g_date_time_get_month (day),
                                g_date_time_get_day_of_month (day), hour, minute, 0);
}

typedef struct
{
  int days;
  int hour;
  int minute;
  gboolean received;
  const char *text;
} Line;

static PhoneConversation *
converse (Phone      *phone,
          const char *title,
          const char *address,
          const Line *lines,
          gsize       n)
{
  g_autoptr (PhoneConversation) conversation = scripted_conversation_new (phone_get_default_account (phone), title,
                                                                          address);

  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (GDateTime) time = ago (lines[i].days, lines[i].hour, lines[i].minute);

      scripted_conversation_add (conversation, lines[i].text, time,
                                 lines[i].received ? PHONE_MESSAGE_STATE_RECEIVED : PHONE_MESSAGE_STATE_SENT);
    }
  scripted_phone_add_conversation (phone, conversation);
  return conversation;
}

static const Line amelie[] = {
  { 1, 17, 42, TRUE, "Are we still on for tomorrow? I can bring the drawings." },
  { 1, 17, 45, FALSE, "Yes! Ten o’clock works well." },
  { 1, 17, 46, FALSE, "Meet you at the side entrance, the front door sticks." },
  { 1, 18, 2, TRUE, "Perfect 👍" },
  { 0, 9, 12, TRUE, "On my way. The train is about ten minutes late, so start without me if you have to. "
                    "The plans of the second floor are on top of the pile; the ones with the red corner are old." },
  { 0, 9, 14, FALSE, "No hurry, coffee is ready when you are." },
  { 0, 9, 15, TRUE, "You are the best. Could you give me a quick call when the others are there?" },
};

static const Line jonas[] = {
  { 0, 8, 30, TRUE, "The printer on the third floor works again." },
  { 0, 8, 31, TRUE, "At least until somebody looks at it." },
};

static const Line zeynep[] = {
  { 1, 12, 0, FALSE, "Thank you for lunch, it was lovely to see you." },
};

static const Line shira[] = {
  { 3, 20, 15, TRUE, "נדבר מחר בבוקר?" },
};

static const Line maximiliane[] = {
  { 5, 11, 0, TRUE, "Please find the minutes of the general assembly in the usual place." },
};

static void
remember (Phone            *phone,
          PhoneHistoryKind  kind,
          const char       *name,
          const char       *address)
{
  scripted_history_add (phone_get_history (phone), kind, name, address);
}

static void
date_history (Phone *phone)
{
  static const struct
  {
    int days;
    int hour;
    int minute;
    guint duration;
    const char *end_text;
  } details[] = {
    { 0, 9, 16, 0, NULL },   { 0, 8, 55, 754, NULL },  { 0, 8, 2, 0, "They are busy" }, { 1, 16, 20, 61, NULL },
    { 1, 11, 5, 3725, NULL }, { 2, 19, 44, 0, NULL },  { 4, 10, 0, 0, NULL },           { 9, 15, 12, 12, NULL },
  };
  GListModel *history = G_LIST_MODEL (phone_get_history (phone));

  for (guint i = 0; i < G_N_ELEMENTS (details); i++)
    {
      g_autoptr (PhoneHistoryEntry) entry = g_list_model_get_item (history, i);
      g_autoptr (GDateTime) time = ago (details[i].days, details[i].hour, details[i].minute);

      scripted_history_entry_set (entry, time, details[i].duration, details[i].end_text);
      scripted_history_entry_judge (entry, details[i].duration == 61 ? 2.4 : details[i].duration > 60 ? 4.2 : 0);
    }
}

/* A registered account of its own, five conversations, eight past calls. */
void
scripted_people_fill (Phone *phone)
{
  g_autoptr (PhoneAccount) account = scripted_account_new ("robin@example.org", FALSE);

  scripted_account_describe (account, "wss://sip.example.org", "Robin Keller");
  scripted_account_set_state (account, PHONE_ACCOUNT_STATE_REGISTERED, "Calls and messages reach you");
  scripted_phone_add_account (phone, account);

  converse (phone, "Amélie Fournier", "amelie@example.org", amelie, G_N_ELEMENTS (amelie));
  scripted_conversation_set_unread (converse (phone, "Jonas Weber", "jonas@example.org", jonas,
                                              G_N_ELEMENTS (jonas)), 2);
  converse (phone, "Zeynep Yıldız", "zeynep@example.net", zeynep, G_N_ELEMENTS (zeynep));
  converse (phone, "שירה לוי", "shira@example.com", shira, G_N_ELEMENTS (shira));
  converse (phone, "Dr. Maximiliane von Hohenstein-Lichtenberg", "m.hohenstein-lichtenberg@assembly.example.org",
            maximiliane, G_N_ELEMENTS (maximiliane));

  remember (phone, PHONE_HISTORY_KIND_MISSED, "Amélie Fournier", "amelie@example.org");
  remember (phone, PHONE_HISTORY_KIND_OUTGOING, "Front Desk", "+4930123456");
  remember (phone, PHONE_HISTORY_KIND_UNANSWERED, "Jonas Weber", "jonas@example.org");
  remember (phone, PHONE_HISTORY_KIND_INCOMING, "Amélie Fournier", "amelie@example.org");
  remember (phone, PHONE_HISTORY_KIND_OUTGOING, "Dr. Maximiliane von Hohenstein-Lichtenberg",
            "m.hohenstein-lichtenberg@assembly.example.org");
  remember (phone, PHONE_HISTORY_KIND_DECLINED, "+33 1 99 00 12 34", "+33199001234");
  remember (phone, PHONE_HISTORY_KIND_ELSEWHERE, "שירה לוי", "shira@example.com");
  remember (phone, PHONE_HISTORY_KIND_INCOMING, "Zeynep Yıldız", "zeynep@example.net");
  date_history (phone);
}
