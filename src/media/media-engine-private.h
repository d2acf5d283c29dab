/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "media-device-watch.h"
#include "media-engine.h"
#include "media-warmth.h"

G_BEGIN_DECLS

struct _MediaEngine
{
  GObject  parent_instance;

  char    *microphone;
  char    *speaker;
  char    *stun_server;
  char    *camera;
  gboolean shown;
  char    *ringer;
  MediaDeviceWatch *watch; /* while another ringer is chosen than what the system would take */
  MediaCleaning cleaning;
  MediaWarmth *warmth; /* NULL: not asked for */
  GError  *start_error;
};

/* What speakers there are, known beforehand where it takes that to ring; nullable (transfer full). */
MediaDeviceWatch *media_engine_dup_watch (MediaEngine *self);

G_END_DECLS
