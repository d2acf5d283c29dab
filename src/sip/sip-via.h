/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* One immutable Via value (RFC 3261 §20.42). */
typedef struct _SipVia SipVia;

SipVia     *sip_via_parse        (const char  *text,
                                  gssize       length,
                                  GError     **error);
SipVia     *sip_via_ref          (SipVia      *self);
void        sip_via_unref        (SipVia      *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SipVia, sip_via_unref)

const char *sip_via_get_protocol (SipVia      *self); /* transport token as written */
const char *sip_via_get_host     (SipVia      *self); /* IPv6 without brackets */
guint       sip_via_get_port     (SipVia      *self); /* 0: none written */
const char *sip_via_get_branch   (SipVia      *self); /* NULL: none */
gboolean    sip_via_has_magic    (SipVia      *self); /* branch is z9hG4bK and more (RFC 3261 §8.1.1.7) */
gboolean    sip_via_has_param    (SipVia      *self,
                                  const char  *name);
const char *sip_via_get_param    (SipVia      *self,
                                  const char  *name);
char       *sip_via_dup_sent_by  (SipVia      *self);

G_END_DECLS
