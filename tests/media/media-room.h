/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Sounds in and out of the devices of a sound server, as loudspeakers and microphones of a measuring room. */

#pragma once

#include <gst/gst.h>

G_BEGIN_DECLS

/* Plays samples (gint16, mono, 48 kHz) to a device, once. */
typedef struct _RoomPlayer RoomPlayer;

RoomPlayer *room_player_new  (const char *speaker,
                              GBytes     *samples);
void        room_player_free (RoomPlayer *player);

/* Keeps all that it hears. */
typedef struct _RoomTape RoomTape;

RoomTape   *room_tape_new_at_device (const char *microphone);
/* Eats the pad, which carries gint16, mono, 48 kHz. */
RoomTape   *room_tape_new_at_pad    (GstPad     *pad);
void        room_tape_free          (RoomTape   *tape);
/* How many samples there are by now. */
guint       room_tape_get_length    (RoomTape   *tape);
/* A copy of a part of it (transfer full), of @n_samples samples, which must be there. */
gint16     *room_tape_dup           (RoomTape   *tape,
                                     guint       start,
                                     guint       n_samples);
/* dBFS (RMS) of a part of it, −100 at least. */
double      room_tape_get_level     (RoomTape   *tape,
                                     guint       start,
                                     guint       n_samples);

G_END_DECLS
