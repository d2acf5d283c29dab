/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "headset-layout.h"

G_BEGIN_DECLS

/* One headset that is plugged in. Signals:
 *   hook (gboolean lifted)     the person picked up, or put down
 *   mute (gboolean wanted)     the person wants to be heard no more, or again
 *   drop ()                    the person wants no call
 *   gone ()                    it was pulled out
 * What a headset merely repeats after us is none of these. */
#define HEADSET_TYPE_DEVICE (headset_device_get_type ())
G_DECLARE_FINAL_TYPE (HeadsetDevice, headset_device, HEADSET, DEVICE, GObject)

/* How the telephone stands, for its lights and its own idea of the hook. */
typedef struct
{
  gboolean off_hook;
  gboolean ringing;
  gboolean muted;
  gboolean held;
} HeadsetLights;

HeadsetDevice *headset_device_new        (int                   fd,
                                          const HeadsetLayout  *layout,
                                          const char           *name);
const char    *headset_device_get_name   (HeadsetDevice        *self); /* as its maker calls it */
void           headset_device_set_lights (HeadsetDevice        *self,
                                          const HeadsetLights  *lights);

G_END_DECLS
