/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The one place where the protocol's time is the machine's. It is monotonic, so that a person who corrects the
 * date does not lose a registration, and it stands still in suspend, as the network does.
 */

#include "transport-clock.h"

struct _TransportClock
{
  GObject parent_instance;

  guint       last_id;
  GHashTable *alarms; /* id → Alarm */
};

typedef struct
{
  TransportClock *clock;
  guint           id;
  GSource        *source;
  SipClockFunc    func;
  gpointer        user_data;
} Alarm;

static void clock_iface_init (SipClockInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TransportClock, transport_clock, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (SIP_TYPE_CLOCK, clock_iface_init))

static void
alarm_free (gpointer data)
{
  Alarm *alarm = data;

  g_source_destroy (alarm->source);
  g_source_unref (alarm->source);
  g_free (alarm);
}

static gboolean
fired_cb (gpointer user_data)
{
  Alarm *alarm = user_data;
  SipClockFunc func = alarm->func;
  gpointer data = alarm->user_data;

  /* Forgotten first: the function may drop the clock, or arm the next one. */
  g_hash_table_remove (alarm->clock->alarms, GUINT_TO_POINTER (alarm->id));
  func (data);

  return G_SOURCE_REMOVE;
}

static gint64
transport_clock_get_now_ms (SipClock *clock)
{
  return g_get_monotonic_time () / 1000;
}

static guint
transport_clock_arm (SipClock     *clock,
                     guint         delay_ms,
                     SipClockFunc  func,
                     gpointer      user_data)
{
  TransportClock *self = TRANSPORT_CLOCK (clock);
  Alarm *alarm = g_new0 (Alarm, 1);

  alarm->clock = self;
  alarm->id = ++self->last_id;
  alarm->func = func;
  alarm->user_data = user_data;
  alarm->source = g_timeout_source_new (delay_ms);
  g_source_set_static_name (alarm->source, "[earshot] SipClock");
  g_source_set_callback (alarm->source, fired_cb, alarm, NULL);
  g_source_attach (alarm->source, g_main_context_get_thread_default ());
  g_hash_table_insert (self->alarms, GUINT_TO_POINTER (alarm->id), alarm);

  return alarm->id;
}

static void
transport_clock_cancel (SipClock *clock,
                        guint     id)
{
  g_hash_table_remove (TRANSPORT_CLOCK (clock)->alarms, GUINT_TO_POINTER (id));
}

static void
clock_iface_init (SipClockInterface *iface)
{
  iface->get_now_ms = transport_clock_get_now_ms;
  iface->arm = transport_clock_arm;
  iface->cancel = transport_clock_cancel;
}

static void
transport_clock_finalize (GObject *object)
{
  g_hash_table_unref (TRANSPORT_CLOCK (object)->alarms);

  G_OBJECT_CLASS (transport_clock_parent_class)->finalize (object);
}

static void
transport_clock_class_init (TransportClockClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = transport_clock_finalize;
}

static void
transport_clock_init (TransportClock *self)
{
  self->alarms = g_hash_table_new_full (NULL, NULL, NULL, alarm_free);
}

/**
 * transport_clock_new:
 *
 * Makes a clock on the thread-default main context of whoever arms it.
 *
 * Returns: (transfer full): a new clock
 */
SipClock *
transport_clock_new (void)
{
  return g_object_new (TRANSPORT_TYPE_CLOCK, NULL);
}
