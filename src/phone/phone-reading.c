/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One second of a call, as the window may see it: plain numbers, and nothing of the room below. */

#include "config.h"

#include "phone-call-quality-private.h"

struct _PhoneReading
{
  GObject parent_instance;

  MediaReading *reading;
};

G_DEFINE_FINAL_TYPE (PhoneReading, phone_reading, G_TYPE_OBJECT)

enum
{
  PROP_TIME = 1,
  PROP_LOSS,
  PROP_JITTER,
  PROP_ROUND_TRIP,
  PROP_SENT_RATE,
  PROP_RECEIVED_RATE,
  PROP_MOS,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static const MediaNumbers *
get_numbers (PhoneReading *self)
{
  return media_reading_get_numbers (self->reading);
}

static double
get_value (PhoneReading *self,
           guint         prop_id)
{
  const MediaNumbers *numbers = get_numbers (self);
  const double values[N_PROPS] = {
    [PROP_LOSS] = numbers->loss,
    [PROP_JITTER] = numbers->stats->jitter_ms,
    [PROP_ROUND_TRIP] = numbers->stats->round_trip_ms,
    [PROP_SENT_RATE] = numbers->sent_rate,
    [PROP_RECEIVED_RATE] = numbers->received_rate,
    [PROP_MOS] = numbers->mos,
  };

  return values[prop_id];
}

static void
phone_reading_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  PhoneReading *self = PHONE_READING (object);

  if (prop_id == PROP_TIME)
    g_value_set_int64 (value, phone_reading_get_time (self));
  else if (prop_id < N_PROPS)
    g_value_set_double (value, get_value (self, prop_id));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
phone_reading_finalize (GObject *object)
{
  g_object_unref (PHONE_READING (object)->reading);

  G_OBJECT_CLASS (phone_reading_parent_class)->finalize (object);
}

static void
phone_reading_class_init (PhoneReadingClass *klass)
{
  static const char *const names[N_PROPS] = { NULL, NULL, "loss", "jitter", "round-trip", "sent-rate", "received-rate", "mos" };
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = phone_reading_finalize;
  object_class->get_property = phone_reading_get_property;

  props[PROP_TIME] = g_param_spec_int64 ("time", NULL, NULL, G_MININT64, G_MAXINT64, 0, readable);
  for (guint i = PROP_LOSS; i < N_PROPS; i++)
    props[i] = g_param_spec_double (names[i], NULL, NULL, 0, G_MAXDOUBLE, 0, readable);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
phone_reading_init (PhoneReading *self)
{
}

PhoneReading *
phone_reading_new (MediaReading *reading)
{
  PhoneReading *self = g_object_new (PHONE_TYPE_READING, NULL);

  self->reading = g_object_ref (reading);
  return self;
}

/**
 * phone_reading_get_time:
 * @self: a second of a call
 *
 * When it was.
 *
 * Returns: µs since 1970
 */
gint64
phone_reading_get_time (PhoneReading *self)
{
  g_return_val_if_fail (PHONE_IS_READING (self), 0);

  return get_numbers (self)->time_us;
}

/**
 * phone_reading_get_loss:
 * @self: a second of a call
 *
 * What did not come, or came too late.
 *
 * Returns: 0–1: the share of this second
 */
double
phone_reading_get_loss (PhoneReading *self)
{
  g_return_val_if_fail (PHONE_IS_READING (self), 0);

  return get_value (self, PROP_LOSS);
}

/**
 * phone_reading_get_jitter:
 * @self: a second of a call
 *
 * How unevenly it comes.
 *
 * Returns: ms
 */
double
phone_reading_get_jitter (PhoneReading *self)
{
  g_return_val_if_fail (PHONE_IS_READING (self), 0);

  return get_value (self, PROP_JITTER);
}

/**
 * phone_reading_get_round_trip:
 * @self: a second of a call
 *
 * How long there and back takes.
 *
 * Returns: ms; 0: not known
 */
double
phone_reading_get_round_trip (PhoneReading *self)
{
  g_return_val_if_fail (PHONE_IS_READING (self), 0);

  return get_value (self, PROP_ROUND_TRIP);
}

/**
 * phone_reading_get_sent_rate:
 * @self: a second of a call
 *
 * How much goes out.
 *
 * Returns: bit/s
 */
double
phone_reading_get_sent_rate (PhoneReading *self)
{
  g_return_val_if_fail (PHONE_IS_READING (self), 0);

  return get_value (self, PROP_SENT_RATE);
}

/**
 * phone_reading_get_received_rate:
 * @self: a second of a call
 *
 * How much comes in.
 *
 * Returns: bit/s
 */
double
phone_reading_get_received_rate (PhoneReading *self)
{
  g_return_val_if_fail (PHONE_IS_READING (self), 0);

  return get_value (self, PROP_RECEIVED_RATE);
}

/**
 * phone_reading_get_mos:
 * @self: a second of a call
 *
 * How it is felt, as people would answer who are asked for a mark (ITU-T G.107).
 *
 * Returns: 1 (bad) – 4.5; 0: nothing could be judged
 */
double
phone_reading_get_mos (PhoneReading *self)
{
  g_return_val_if_fail (PHONE_IS_READING (self), 0);

  return get_value (self, PROP_MOS);
}

/**
 * phone_reading_get_remote_loss:
 * @self: a second of a call
 *
 * What they say they miss of us.
 *
 * Returns: 0–1
 */
double
phone_reading_get_remote_loss (PhoneReading *self)
{
  g_return_val_if_fail (PHONE_IS_READING (self), 0);

  return get_numbers (self)->stats->remote_loss;
}
