/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One second of a call, as a test says. */

#include "scripted-quality.h"

struct _PhoneReading
{
  GObject parent_instance;

  gint64 time;
  double mos;
  double loss;
  double round_trip;
  double remote_loss;
};

G_DEFINE_FINAL_TYPE (PhoneReading, phone_reading, G_TYPE_OBJECT)

static void
phone_reading_class_init (PhoneReadingClass *klass)
{
}

static void
phone_reading_init (PhoneReading *self)
{
}

PhoneReading *
scripted_reading_new (guint  second,
                      double mos,
                      double loss)
{
  PhoneReading *self = g_object_new (PHONE_TYPE_READING, NULL);

  self->time = second * G_USEC_PER_SEC;
  self->mos = mos;
  self->loss = loss;
  return self;
}

void
scripted_reading_delay (PhoneReading *self,
                        double        round_trip,
                        double        remote_loss)
{
  self->round_trip = round_trip;
  self->remote_loss = remote_loss;
}

gint64
phone_reading_get_time (PhoneReading *self)
{
  return self->time;
}

double
phone_reading_get_loss (PhoneReading *self)
{
  return self->loss;
}

double
phone_reading_get_round_trip (PhoneReading *self)
{
  return self->round_trip;
}

double
phone_reading_get_mos (PhoneReading *self)
{
  return self->mos;
}

double
phone_reading_get_remote_loss (PhoneReading *self)
{
  return self->remote_loss;
}
