/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A server with one address book on loopback: alice's, whose password is "secret". Knows who changed what, and can be told
 * to be odd. */
typedef struct _DoublesCarddav DoublesCarddav;

DoublesCarddav *doubles_carddav_new       (void);
void            doubles_carddav_free      (DoublesCarddav *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoublesCarddav, doubles_carddav_free)
/* "http://127.0.0.1:PORT"; borrowed. */
const char     *doubles_carddav_get_url   (DoublesCarddav *self);
/* As another telephone would; @card NULL: deletes it. */
void            doubles_carddav_put       (DoublesCarddav *self,
                                           const char     *name,
                                           const char     *card);
/* The text of a card; NULL: there is none. Borrowed. */
const char     *doubles_carddav_get       (DoublesCarddav *self,
                                           const char     *name);
guint           doubles_carddav_get_n     (DoublesCarddav *self);
/* The text of the only card that holds @text; NULL: none does. Borrowed. */
const char     *doubles_carddav_find      (DoublesCarddav *self,
                                           const char     *text);
guint           doubles_carddav_get_n_written (DoublesCarddav *self);

/* Oddities. */
void            doubles_carddav_set_password (DoublesCarddav *self,
                                              const char     *password);
/* Every question is answered so; 0: as it should be. @retry_after nullable. */
void            doubles_carddav_fail      (DoublesCarddav *self,
                                           guint           status,
                                           const char     *retry_after);
/* Every question of @method (nullable: any) is answered 207 with this text, or sent on to @location. */
void            doubles_carddav_say       (DoublesCarddav *self,
                                           const char     *method,
                                           const char     *body,
                                           const char     *location);
/* Cannot say what changed (RFC 6578). */
void            doubles_carddav_set_plain (DoublesCarddav *self,
                                           gboolean        plain);
/* Forgets what changed, and refuses the tokens it gave. */
void            doubles_carddav_forget    (DoublesCarddav *self);
/* At most so many cards in one answer; 0: all. */
void            doubles_carddav_set_most  (DoublesCarddav *self,
                                           guint           most);
/* Called before the next card is written. */
void            doubles_carddav_before_put (DoublesCarddav *self,
                                            GSourceFunc     callback,
                                            gpointer        user_data);

G_END_DECLS
