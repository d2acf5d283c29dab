/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Contract: the session asks for, and is given, a description (RFC 3264; SIP.js's session description
 * handler). The session never looks inside. An implementation opens no microphone, gathers no candidate and
 * binds no socket before the first of these calls. Signals:
 *   failed (GError *)   media can no longer flow
 *   changed ()          it wants a new offer to be sent (ICE restart, a device change)
 *   fragment ()         there is something to follow its last description
 * Configure it before handing it over; the session drops it with close(). */
#define UA_TYPE_DESCRIPTION_HANDLER (ua_description_handler_get_type ())
G_DECLARE_INTERFACE (UaDescriptionHandler, ua_description_handler, UA, DESCRIPTION_HANDLER, GObject)

/* What the far end makes of candidates that follow a description (trickle ICE, RFC 8840). */
typedef enum
{
  UA_DESCRIPTION_TRICKLE_NONE, /* it takes none */
  UA_DESCRIPTION_TRICKLE_HALF, /* it may: descriptions are as complete as ever, and say that we can */
  UA_DESCRIPTION_TRICKLE_FULL, /* it takes them: a description need not wait for any */
} UaDescriptionTrickle;

/* What kind of trouble an error of the handler's is, for those who cannot read its domain (CONTRACT U25). */
typedef enum
{
  UA_DESCRIPTION_FAULT_OTHER,
  UA_DESCRIPTION_FAULT_DENIED,      /* microphone or speaker could not be had */
  UA_DESCRIPTION_FAULT_UNSUPPORTED, /* something is not installed */
  UA_DESCRIPTION_FAULT_SILENT,      /* nothing comes through */
} UaDescriptionFault;

struct _UaDescriptionHandlerInterface
{
  GTypeInterface g_iface;

  /* With no offer pending: makes an offer. With a remote offer set: makes the answer. */
  void     (*get_description_async)  (UaDescriptionHandler *self, GCancellable *cancellable,
                                      GAsyncReadyCallback callback, gpointer user_data);
  char    *(*get_description_finish) (UaDescriptionHandler *self, GAsyncResult *result, GError **error);
  /* A remote offer, or the remote answer to our pending offer. */
  void     (*set_description_async)  (UaDescriptionHandler *self, const char *description,
                                      GCancellable *cancellable, GAsyncReadyCallback callback,
                                      gpointer user_data);
  gboolean (*set_description_finish) (UaDescriptionHandler *self, GAsyncResult *result, GError **error);
  /* The pending offer, ours or theirs, came to nothing. */
  void     (*rollback)               (UaDescriptionHandler *self);
  void     (*set_hold)               (UaDescriptionHandler *self, gboolean hold);
  void     (*renew)                  (UaDescriptionHandler *self); /* optional */
  gboolean (*send_dtmf)              (UaDescriptionHandler *self, const char *digits, guint tone_ms,
                                      guint gap_ms, GError **error);
  gboolean (*can_send_dtmf)          (UaDescriptionHandler *self); /* optional; see below */
  void     (*close)                  (UaDescriptionHandler *self);
  UaDescriptionHandler *(*fork)      (UaDescriptionHandler *self); /* optional; see below */
  gboolean (*reconsider)             (UaDescriptionHandler *self); /* optional; see below */
  UaDescriptionFault (*judge)        (UaDescriptionHandler *self, const GError *error); /* optional */
  void     (*set_trickle)            (UaDescriptionHandler *self, UaDescriptionTrickle trickle);
  char    *(*make_fragment)          (UaDescriptionHandler *self, gboolean again);
  gboolean (*take_fragment)          (UaDescriptionHandler *self, const char *fragment, GError **error);
  gboolean (*can_trickle)            (UaDescriptionHandler *self); /* optional; without it none of the three above */
};

#define UA_DESCRIPTION_CONTENT_TYPE "application/sdp"

void     ua_description_handler_get_description_async  (UaDescriptionHandler *self,
                                                        GCancellable         *cancellable,
                                                        GAsyncReadyCallback   callback,
                                                        gpointer              user_data);
char    *ua_description_handler_get_description_finish (UaDescriptionHandler *self,
                                                        GAsyncResult         *result,
                                                        GError              **error);
void     ua_description_handler_set_description_async  (UaDescriptionHandler *self,
                                                        const char           *description,
                                                        GCancellable         *cancellable,
                                                        GAsyncReadyCallback   callback,
                                                        gpointer              user_data);
gboolean ua_description_handler_set_description_finish (UaDescriptionHandler *self,
                                                        GAsyncResult         *result,
                                                        GError              **error);
void     ua_description_handler_rollback               (UaDescriptionHandler *self);
void     ua_description_handler_set_hold               (UaDescriptionHandler *self,
                                                        gboolean              hold);
/* The path under the call may have changed: the next offer is made afresh, with new candidates and credentials (ICE
 * restart, RFC 8445 §9), while what still flows goes on until it is answered. */
void     ua_description_handler_renew                  (UaDescriptionHandler *self);
gboolean ua_description_handler_send_dtmf              (UaDescriptionHandler *self,
                                                        const char           *digits,
                                                        guint                 tone_ms,
                                                        guint                 gap_ms,
                                                        GError              **error);
/* Whether both sides agreed on telephone-event: then digits go along the sound, otherwise by INFO. Who does not know
 * takes them along the sound. */
gboolean ua_description_handler_can_send_dtmf          (UaDescriptionHandler *self);
/* The same call at another telephone that answered the same offer: a new handler of the same settings that has
 * offered nothing yet. Transfer full; NULL: cannot. It may be asked of one that is closed. */
UaDescriptionHandler *ua_description_handler_fork      (UaDescriptionHandler *self);
/* Our first offer was refused (488). TRUE: after a rollback the next one is of another kind. It may be asked again after
 * that one was refused, too. */
gboolean ua_description_handler_reconsider             (UaDescriptionHandler *self);
void     ua_description_handler_close                  (UaDescriptionHandler *self);
/* OTHER where the handler does not tell. */
UaDescriptionFault ua_description_handler_judge        (UaDescriptionHandler *self,
                                                        const GError         *error);
gboolean ua_description_handler_can_trickle            (UaDescriptionHandler *self);
void     ua_description_handler_set_trickle            (UaDescriptionHandler *self,
                                                        UaDescriptionTrickle  trickle);
char    *ua_description_handler_make_fragment          (UaDescriptionHandler *self,
                                                        gboolean              again);
gboolean ua_description_handler_take_fragment          (UaDescriptionHandler *self,
                                                        const char           *fragment,
                                                        GError              **error);
void     ua_description_handler_emit_failed            (UaDescriptionHandler *self,
                                                        const GError         *error);

G_END_DECLS
