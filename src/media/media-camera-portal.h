/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What a camera is called that the desktop hands out. */
#define MEDIA_CAMERA_BY_PORTAL "portal:"

/* The camera of a program in a sandbox, which sees no device: the desktop asks the person, once, and hands out a way to PipeWire
 * on which there are cameras alone. Property (notify): present, whether there is a camera to ask for. */
#define MEDIA_TYPE_CAMERA_PORTAL (media_camera_portal_get_type ())
G_DECLARE_FINAL_TYPE (MediaCameraPortal, media_camera_portal, MEDIA, CAMERA_PORTAL, GObject)

/* NULL: the program is in no sandbox, and opens cameras itself (transfer full). */
MediaCameraPortal *media_camera_portal_dup_shared  (void);
/* On a bus of one's choice; it is the shared one from now on, sandbox or not. */
MediaCameraPortal *media_camera_portal_new         (GDBusConnection      *bus);
gboolean           media_camera_portal_is_present  (MediaCameraPortal    *self);
void               media_camera_portal_open_async  (MediaCameraPortal    *self,
                                                    GAsyncReadyCallback   callback,
                                                    gpointer              user_data);
/* A descriptor for pipewiresrc, to be closed; −1: %MEDIA_ERROR_DEVICE, the person said no or there is no such portal. */
int                media_camera_portal_open_finish (MediaCameraPortal    *self,
                                                    GAsyncResult         *result,
                                                    GError              **error);

G_END_DECLS
