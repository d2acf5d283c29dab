/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "phone-call.h"
#include "phone-contact-state.h"

G_BEGIN_DECLS

typedef struct _Phone Phone;

/* Whom one watches, and what others may know of oneself. What is watched is kept with its account. */

#define PHONE_WATCH_MAX 200 /* people and lamps, an account */

/* @account NULL: the default one. Watching somebody again, or in another way as well, gives the same object. */
PhoneContactState *phone_watch         (Phone              *self,
                                        PhoneAccount       *account,
                                        const char         *target,
                                        PhoneWatchKind      kinds,
                                        GError            **error); /* transfer none */
/* In no way any more. FALSE when nobody did. */
gboolean           phone_unwatch       (Phone              *self,
                                        PhoneAccount       *account,
                                        const char         *target,
                                        GError            **error);
GListModel        *phone_get_watched   (Phone              *self); /* PhoneContactState */
/* NULL: not watched; transfer none. */
PhoneContactState *phone_find_watched  (Phone              *self,
                                        const char         *address);
/* Takes the call that rings at somebody's telephone that is watched; @account NULL: by which they are watched. */
PhoneCall         *phone_pick_up_watched (Phone            *self,
                                        PhoneAccount       *account,
                                        const char         *target,
                                        GError            **error); /* transfer none */

/* UNKNOWN, the default: nothing is published. ON_THE_PHONE is told by itself during calls, and OFFLINE at the end. */
void               phone_set_presence  (Phone              *self,
                                        PhonePresenceState  state,
                                        const char         *note);
PhonePresenceState phone_get_presence  (Phone              *self);
const char        *phone_get_presence_note (Phone          *self); /* NULL: none */

G_END_DECLS
