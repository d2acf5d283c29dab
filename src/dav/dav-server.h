/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "dav-error.h"

G_BEGIN_DECLS

/* Where somebody's address book lies, and who asks for it: requests and answers of WebDAV (RFC 4918), over HTTPS unless
 * somebody agreed to less. */
#define DAV_TYPE_SERVER (dav_server_get_type ())
G_DECLARE_FINAL_TYPE (DavServer, dav_server, DAV, SERVER, GObject)

/* One question. All is borrowed. */
typedef struct
{
  const char *method;
  const char *url;
  const char *depth;         /* nullable, as all below */
  const char *type;          /* of the body */
  const char *body;
  const char *if_match;      /* an etag: only if it still is that */
  gboolean    if_none_match; /* only if there is nothing yet */
} DavRequest;

/* What came back. */
typedef struct
{
  GBytes *body;
  char   *etag; /* nullable */
  char   *url;  /* where it came from, after all redirections */
} DavAnswer;

void       dav_answer_free         (DavAnswer            *answer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DavAnswer, dav_answer_free)

/* @open_host: the one host that may be spoken to without encryption; nullable: none. */
DavServer *dav_server_new          (const char           *user,
                                    const char           *password,
                                    const char           *open_host);
void       dav_server_ask_async    (DavServer            *self,
                                    const DavRequest     *request,
                                    GCancellable         *cancellable,
                                    GAsyncReadyCallback   callback,
                                    gpointer              user_data);
DavAnswer *dav_server_ask_finish   (DavServer            *self,
                                    GAsyncResult         *result,
                                    GError              **error);
/* How long the last DAV_ERROR_BUSY or DAV_ERROR_FULL asks one to wait; 0: it did not say. */
guint      dav_server_get_patience_s (DavServer          *self);
/* Whether two hosts are of one owner, as far as their names can tell. */
gboolean   dav_server_is_family    (const char           *one,
                                    const char           *other);

/* Without a name and a password before its host. */
GUri      *dav_server_parse_url     (GUri                 *base, /* nullable */
                                     const char           *text);

G_END_DECLS
