/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Tests of timers must neither sleep nor guess, so this clock stands still until a test moves it. */

#include "doubles-clock.h"

typedef struct
{
  guint         id;
  gint64        due_ms;
  SipClockFunc  func;
  gpointer      user_data;
} Alarm;

struct _DoublesClock
{
  GObject parent_instance;

  gint64  now_ms;
  guint   last_id;
  GArray *alarms; /* by due time, then by age */
};

static void clock_iface_init (SipClockInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (DoublesClock, doubles_clock, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (SIP_TYPE_CLOCK, clock_iface_init))

static gint64
doubles_clock_get_now_ms (SipClock *clock)
{
  return DOUBLES_CLOCK (clock)->now_ms;
}

static guint
doubles_clock_arm (SipClock     *clock,
                   guint         delay_ms,
                   SipClockFunc  func,
                   gpointer      user_data)
{
  DoublesClock *self = DOUBLES_CLOCK (clock);
  Alarm alarm = { ++self->last_id, self->now_ms + delay_ms, func, user_data };
  guint position = 0;

  while (position < self->alarms->len &&
         g_array_index (self->alarms, Alarm, position).due_ms <= alarm.due_ms)
    position++;
  g_array_insert_val (self->alarms, position, alarm);

  return alarm.id;
}

static void
doubles_clock_cancel (SipClock *clock,
                      guint     id)
{
  DoublesClock *self = DOUBLES_CLOCK (clock);

  for (guint i = 0; i < self->alarms->len; i++)
    {
      if (g_array_index (self->alarms, Alarm, i).id == id)
        {
          g_array_remove_index (self->alarms, i);
          return;
        }
    }
}

static void
clock_iface_init (SipClockInterface *iface)
{
  iface->get_now_ms = doubles_clock_get_now_ms;
  iface->arm = doubles_clock_arm;
  iface->cancel = doubles_clock_cancel;
}

static void
doubles_clock_finalize (GObject *object)
{
  g_array_unref (DOUBLES_CLOCK (object)->alarms);

  G_OBJECT_CLASS (doubles_clock_parent_class)->finalize (object);
}

static void
doubles_clock_class_init (DoublesClockClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = doubles_clock_finalize;
}

static void
doubles_clock_init (DoublesClock *self)
{
  self->alarms = g_array_new (FALSE, FALSE, sizeof (Alarm));
}

DoublesClock *
doubles_clock_new (void)
{
  return g_object_new (DOUBLES_TYPE_CLOCK, NULL);
}

void
doubles_clock_advance (DoublesClock *self,
                       guint         ms)
{
  g_return_if_fail (DOUBLES_IS_CLOCK (self));

  g_autoptr (DoublesClock) guard = g_object_ref (self);
  gint64 end_ms = self->now_ms + ms;

  while (self->alarms->len > 0 && g_array_index (self->alarms, Alarm, 0).due_ms <= end_ms)
    {
      Alarm alarm = g_array_index (self->alarms, Alarm, 0);

      g_array_remove_index (self->alarms, 0);
      self->now_ms = MAX (self->now_ms, alarm.due_ms);
      alarm.func (alarm.user_data);
    }
  self->now_ms = MAX (self->now_ms, end_ms);
}

gboolean
doubles_clock_advance_next (DoublesClock *self)
{
  g_return_val_if_fail (DOUBLES_IS_CLOCK (self), FALSE);

  if (self->alarms->len == 0)
    return FALSE;

  gint64 due_ms = g_array_index (self->alarms, Alarm, 0).due_ms;
  doubles_clock_advance (self, (guint) MAX (due_ms - self->now_ms, 0));

  return TRUE;
}

guint
doubles_clock_get_n_armed (DoublesClock *self)
{
  g_return_val_if_fail (DOUBLES_IS_CLOCK (self), 0);

  return self->alarms->len;
}
