/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: "back at three" is wrong from three on, and nobody thinks of it then. What is said for a while is taken
 * back by itself; the wall clock counts, for the machine may have slept meanwhile. */

#include "config.h"

#include "phone-mood.h"

#define MOOD "phone-mood"

/* How late it may be taken back. */
#define LOOK_S 20

/* Enough for a sentence; a server may take less. */
#define NOTE_CHARACTERS 200

typedef struct
{
  Phone *phone; /* owns this */
  gint64 until; /* 0: until it is changed */
  guint timer;  /* GSource id; 0: nothing to wait for */
} Mood;

static void
mood_free (gpointer data)
{
  Mood *mood = data;

  g_clear_handle_id (&mood->timer, g_source_remove);
  g_free (mood);
}

static Mood *
get_mood (Phone *phone)
{
  Mood *mood = g_object_get_data (G_OBJECT (phone), MOOD);

  if (mood == NULL)
    {
      mood = g_new0 (Mood, 1);
      mood->phone = phone;
      g_object_set_data_full (G_OBJECT (phone), MOOD, mood, mood_free);
    }
  return mood;
}

static gboolean
look_cb (gpointer user_data)
{
  Mood *mood = user_data;

  phone_mood_check (mood->phone, g_get_real_time () / G_USEC_PER_SEC);
  return mood->timer != 0;
}

static void
wait_until (Mood   *mood,
            gint64  until)
{
  g_clear_handle_id (&mood->timer, g_source_remove);
  mood->until = until;
  if (until != 0)
    mood->timer = g_timeout_add_seconds (LOOK_S, look_cb, mood);
}

/**
 * phone_mood_set:
 * @phone: a phone
 * @state: how one is
 * @note: (nullable): what one says of it, in one's own words; "" is none
 * @until: seconds since 1970 after which one is available again and says nothing; 0: until it is changed
 *
 * Tells others, as phone_set_presence() does, and takes it back in time.
 */
void
phone_mood_set (Phone              *phone,
                PhonePresenceState  state,
                const char         *note,
                gint64              until)
{
  g_autofree char *text = NULL;

  g_return_if_fail (PHONE_IS_PHONE (phone));

  if (note != NULL && state != PHONE_PRESENCE_STATE_UNKNOWN)
    text = g_strstrip (g_utf8_substring (note, 0, MIN (NOTE_CHARACTERS, g_utf8_strlen (note, -1))));
  wait_until (get_mood (phone), state != PHONE_PRESENCE_STATE_UNKNOWN ? until : 0);
  phone_set_presence (phone, state, text != NULL && *text != '\0' ? text : NULL);
}

/**
 * phone_mood_set_state:
 * @phone: a phone
 * @state: how one is
 *
 * Changes how one is and leaves what one says of it, and for how long.
 */
void
phone_mood_set_state (Phone              *phone,
                      PhonePresenceState  state)
{
  g_autofree char *note = NULL;

  g_return_if_fail (PHONE_IS_PHONE (phone));

  note = g_strdup (phone_get_presence_note (phone));
  phone_mood_set (phone, state, note, phone_mood_get_until (phone));
}

/**
 * phone_mood_get_until:
 * @phone: a phone
 *
 * Returns: seconds since 1970; 0: until it is changed
 */
gint64
phone_mood_get_until (Phone *phone)
{
  g_return_val_if_fail (PHONE_IS_PHONE (phone), 0);

  return get_mood (phone)->until;
}

/**
 * phone_mood_check:
 * @phone: a phone
 * @now: seconds since 1970
 *
 * Takes back what was said for a while, if it is over.
 */
void
phone_mood_check (Phone  *phone,
                  gint64  now)
{
  g_return_if_fail (PHONE_IS_PHONE (phone));

  if (phone_mood_get_until (phone) == 0 || now < phone_mood_get_until (phone))
    return;
  phone_mood_set (phone, PHONE_PRESENCE_STATE_AVAILABLE, NULL, 0);
}
