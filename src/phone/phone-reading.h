/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* One second of a call, for a graph; it does not change any more. Properties (read-only): time (µs since 1970), loss
 * (0–1), jitter (ms), round-trip (ms; 0: not known), sent-rate and received-rate (bit/s), mos (1–4.5; 0: nothing could be
 * judged). */
#define PHONE_TYPE_READING (phone_reading_get_type ())
G_DECLARE_FINAL_TYPE (PhoneReading, phone_reading, PHONE, READING, GObject)

gint64 phone_reading_get_time          (PhoneReading *self);
double phone_reading_get_loss          (PhoneReading *self);
double phone_reading_get_jitter        (PhoneReading *self);
double phone_reading_get_round_trip    (PhoneReading *self);
double phone_reading_get_sent_rate     (PhoneReading *self);
double phone_reading_get_received_rate (PhoneReading *self);
double phone_reading_get_mos           (PhoneReading *self);
double phone_reading_get_remote_loss   (PhoneReading *self); /* 0–1: what they say they miss of us */

G_END_DECLS
