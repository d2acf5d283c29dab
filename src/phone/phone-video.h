/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* What there is to see in a call. Properties (notify):
 *   wanted (read-write)     the person wants pictures: before the call is answered, for when it is; later they are asked
 *   camera-on (read-write)  where there are pictures, ours is among them; TRUE to begin with
 *   offered                 the far end wants pictures and nobody here has asked for them yet
 *   shown, seen             ours goes out; theirs may come
 *   picture, self-view      a GdkPaintable; NULL: nothing to paint
 * Signal: measured (), once a second while there are pictures. */
#define PHONE_TYPE_VIDEO (phone_video_get_type ())
G_DECLARE_FINAL_TYPE (PhoneVideo, phone_video, PHONE, VIDEO, GObject)

/* As of the last second. */
typedef struct
{
  guint  width;  /* 0: nothing came, or went out */
  guint  height;
  double rate;   /* pictures per second */
  int    colour; /* 0xRRGGBB, the mean; −1: not known */
} PhonePicture;

gboolean    phone_video_is_wanted     (PhoneVideo *self);
void        phone_video_set_wanted    (PhoneVideo *self,
                                       gboolean    wanted);
gboolean    phone_video_is_camera_on  (PhoneVideo *self);
void        phone_video_set_camera_on (PhoneVideo *self,
                                       gboolean    on);
gboolean    phone_video_is_offered    (PhoneVideo *self);
gboolean    phone_video_is_shown      (PhoneVideo *self);
gboolean    phone_video_is_seen       (PhoneVideo *self);
/* "VP8"; NULL: no pictures. */
const char *phone_video_get_codec     (PhoneVideo *self);
/* Of ours, as it is shown here, or of theirs. */
void        phone_video_measure       (PhoneVideo   *self,
                                       gboolean      own,
                                       PhonePicture *picture);

G_END_DECLS
