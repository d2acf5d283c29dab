/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Who is writing: two small clocks, one for each side. Nothing of it is kept, and a word that never came, or came from
 * somebody who went away, is forgotten by itself.
 */

#include "config.h"

#include "phone-typing.h"

struct _PhoneTyping
{
  GObject parent_instance;

  SipClock *clock;
  guint idle;         /* runs while we write */
  guint theirs;       /* runs while they do */
  gint64 said_ms;     /* when we last said so; 0: they know of nothing */
};

G_DEFINE_FINAL_TYPE (PhoneTyping, phone_typing, G_TYPE_OBJECT)

enum
{
  THEIRS_CHANGED,
  SAY,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
phone_typing_dispose (GObject *object)
{
  PhoneTyping *self = PHONE_TYPING (object);

  if (self->clock != NULL)
    {
      sip_clock_disarm (self->clock, &self->idle);
      sip_clock_disarm (self->clock, &self->theirs);
    }
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (phone_typing_parent_class)->dispose (object);
}

static void
phone_typing_class_init (PhoneTypingClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = phone_typing_dispose;

  signals[THEIRS_CHANGED] = g_signal_new ("theirs-changed", PHONE_TYPE_TYPING, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 0);
  signals[SAY] = g_signal_new ("say", PHONE_TYPE_TYPING, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                               G_TYPE_BOOLEAN);
}

static void
phone_typing_init (PhoneTyping *self)
{
}

PhoneTyping *
phone_typing_new (SipClock *clock)
{
  PhoneTyping *self = g_object_new (PHONE_TYPE_TYPING, NULL);

  self->clock = g_object_ref (clock);
  return self;
}

static void
idle_cb (gpointer user_data)
{
  PhoneTyping *self = user_data;

  self->idle = 0;
  phone_typing_stop_ours (self, FALSE);
}

void
phone_typing_note_ours (PhoneTyping *self)
{
  gint64 now = sip_clock_get_now_ms (self->clock);

  sip_clock_disarm (self->clock, &self->idle);
  self->idle = sip_clock_arm (self->clock, PHONE_TYPING_IDLE_S * 1000, idle_cb, self);
  if (self->said_ms != 0 && now - self->said_ms < PHONE_TYPING_REFRESH_S * 1000)
    return;

  self->said_ms = MAX (now, 1);
  g_signal_emit (self, signals[SAY], 0, TRUE);
}

void
phone_typing_stop_ours (PhoneTyping *self,
                        gboolean     sent)
{
  gboolean said = self->said_ms != 0;

  sip_clock_disarm (self->clock, &self->idle);
  self->said_ms = 0;
  if (said && !sent)
    g_signal_emit (self, signals[SAY], 0, FALSE);
}

static void
theirs_over_cb (gpointer user_data)
{
  PhoneTyping *self = user_data;

  self->theirs = 0;
  g_signal_emit (self, signals[THEIRS_CHANGED], 0);
}

void
phone_typing_set_theirs (PhoneTyping *self,
                         guint        seconds)
{
  gboolean before = self->theirs != 0;

  sip_clock_disarm (self->clock, &self->theirs);
  if (seconds > 0)
    self->theirs = sip_clock_arm (self->clock, seconds * 1000, theirs_over_cb, self);
  if (before != (seconds > 0))
    g_signal_emit (self, signals[THEIRS_CHANGED], 0);
}

gboolean
phone_typing_get_theirs (PhoneTyping *self)
{
  return self->theirs != 0;
}
