/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Something that may take for ever, done in a thread of its own. */
typedef struct _MediaAside MediaAside;

/* Whom it waits for: once one of them keeps us waiting, nobody waits for it any more. */
typedef enum
{
  MEDIA_ASIDE_SOUND,
  MEDIA_ASIDE_DISK,
} MediaAsideKind;

typedef void (*MediaAsideWork) (gpointer data);

/* @free_data runs when the work is done and the last reference is gone, in the thread of whoever comes last. */
MediaAside *media_aside_begin   (MediaAsideKind   kind,
                                 MediaAsideWork   work,
                                 gpointer         data,
                                 GDestroyNotify   free_data);
/* TRUE: it is done. */
gboolean    media_aside_wait    (MediaAside      *aside,
                                 gint64           patience_us);
void        media_aside_unref   (MediaAside      *aside);
/* How many keep us waiting. */
guint       media_aside_count_late (MediaAsideKind kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MediaAside, media_aside_unref)

G_END_DECLS
