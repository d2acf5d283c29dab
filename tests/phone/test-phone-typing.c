/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The two clocks of writing. */

#include "phone-typing.h"

#include "doubles-clock.h"

typedef struct
{
  DoublesClock *clock;
  PhoneTyping  *typing;
  GString      *said;
  guint         n_changes;
} Fixture;

static void
say_cb (PhoneTyping *typing,
        gboolean     writing,
        Fixture     *self)
{
  g_string_append_c (self->said, writing ? '+' : '-');
}

static void
changed_cb (PhoneTyping *typing,
            Fixture     *self)
{
  self->n_changes++;
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  self->clock = doubles_clock_new ();
  self->typing = phone_typing_new (SIP_CLOCK (self->clock));
  self->said = g_string_new (NULL);
  g_signal_connect (self->typing, "say", G_CALLBACK (say_cb), self);
  g_signal_connect (self->typing, "theirs-changed", G_CALLBACK (changed_cb), self);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  g_assert_finalize_object (self->typing);
  g_assert_cmpuint (doubles_clock_get_n_armed (self->clock), ==, 0);
  g_assert_finalize_object (self->clock);
  g_string_free (self->said, TRUE);
}

/* RFC 3994 §3.2 */
static void
test_ours (Fixture       *self,
           gconstpointer  data)
{
  phone_typing_note_ours (self->typing);
  for (guint n = 0; n < 10; n++)
    {
      doubles_clock_advance (self->clock, 5000);
      phone_typing_note_ours (self->typing);
    }
  g_assert_cmpstr (self->said->str, ==, "+");
  doubles_clock_advance (self->clock, 11000);
  phone_typing_note_ours (self->typing);
  g_assert_cmpstr (self->said->str, ==, "++");
  doubles_clock_advance (self->clock, PHONE_TYPING_IDLE_S * 1000);
  g_assert_cmpstr (self->said->str, ==, "++-");
}

static void
test_sent_says_enough (Fixture       *self,
                       gconstpointer  data)
{
  phone_typing_note_ours (self->typing);
  phone_typing_stop_ours (self->typing, TRUE);
  phone_typing_stop_ours (self->typing, FALSE);
  g_assert_cmpstr (self->said->str, ==, "+");
  doubles_clock_advance (self->clock, 60000);
  g_assert_cmpstr (self->said->str, ==, "+");
}

static void
test_theirs (Fixture       *self,
             gconstpointer  data)
{
  phone_typing_set_theirs (self->typing, 90);
  doubles_clock_advance (self->clock, 80000);
  phone_typing_set_theirs (self->typing, 90);
  doubles_clock_advance (self->clock, 80000);
  g_assert_true (phone_typing_get_theirs (self->typing));
  g_assert_cmpuint (self->n_changes, ==, 1);
  doubles_clock_advance (self->clock, 10000);
  g_assert_false (phone_typing_get_theirs (self->typing));
  g_assert_cmpuint (self->n_changes, ==, 2);
  phone_typing_set_theirs (self->typing, 0);
  g_assert_cmpuint (self->n_changes, ==, 2);
}

/* It may end while both sides write. */
static void
test_ends (Fixture       *self,
           gconstpointer  data)
{
  phone_typing_note_ours (self->typing);
  phone_typing_set_theirs (self->typing, 90);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/phone/typing/ours", Fixture, NULL, set_up, test_ours, tear_down);
  g_test_add ("/phone/typing/sent-says-enough", Fixture, NULL, set_up, test_sent_says_enough, tear_down);
  g_test_add ("/phone/typing/theirs", Fixture, NULL, set_up, test_theirs, tear_down);
  g_test_add ("/phone/typing/ends", Fixture, NULL, set_up, test_ends, tear_down);
  return g_test_run ();
}
