/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "headset-device.h"

G_BEGIN_DECLS

/* Looks for a headset with buttons, now and whenever something is plugged in. Properties (notify): standing, headset. */
#define HEADSET_TYPE_FINDER (headset_finder_get_type ())
G_DECLARE_FINAL_TYPE (HeadsetFinder, headset_finder, HEADSET, FINDER, GObject)

#define HEADSET_TYPE_STANDING (headset_standing_get_type ())
GType headset_standing_get_type (void) G_GNUC_CONST;

typedef enum
{
  HEADSET_STANDING_NONE,   /* nothing with buttons is plugged in, as far as can be seen */
  HEADSET_STANDING_DENIED, /* there is one, and the system does not let us near it */
  HEADSET_STANDING_READY,
} HeadsetStanding;

/* Folders NULL: those of the kernel. */
HeadsetFinder  *headset_finder_new          (const char    *class_folder,
                                             const char    *device_folder);
HeadsetStanding headset_finder_get_standing (HeadsetFinder *self);
const char     *headset_finder_get_name     (HeadsetFinder *self); /* of the one there is, denied or not; NULL: none */
HeadsetDevice  *headset_finder_get_headset  (HeadsetFinder *self); /* NULL: none (transfer none) */

G_END_DECLS
