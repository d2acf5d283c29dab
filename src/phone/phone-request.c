/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One question, one answer: whatever is decided, and by whom, it is decided once. */

#include "config.h"

#include "phone-request-private.h"

#include <glib/gi18n-lib.h>

struct _PhoneRequest
{
  GObject parent_instance;

  PhoneRequestKind kind;
  char *id;
  char *text;
  gboolean closed;
  PhoneRequestFunc decide;
  gpointer decide_data;
  GDestroyNotify decide_destroy;
};

G_DEFINE_ENUM_TYPE (PhoneRequestKind, phone_request_kind,
                    G_DEFINE_ENUM_VALUE (PHONE_REQUEST_KIND_REDIRECT, "redirect"),
                    G_DEFINE_ENUM_VALUE (PHONE_REQUEST_KIND_REFERRAL, "referral"),
                    G_DEFINE_ENUM_VALUE (PHONE_REQUEST_KIND_TAKEOVER, "takeover"))

G_DEFINE_FINAL_TYPE (PhoneRequest, phone_request, G_TYPE_OBJECT)

enum
{
  CLOSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
drop_decide (PhoneRequest *self)
{
  gpointer data = g_steal_pointer (&self->decide_data);

  self->decide = NULL;
  if (self->decide_destroy != NULL)
    g_steal_pointer (&self->decide_destroy) (data);
}

static void
phone_request_dispose (GObject *object)
{
  drop_decide (PHONE_REQUEST (object));

  G_OBJECT_CLASS (phone_request_parent_class)->dispose (object);
}

static void
phone_request_finalize (GObject *object)
{
  g_free (PHONE_REQUEST (object)->id);
  g_free (PHONE_REQUEST (object)->text);

  G_OBJECT_CLASS (phone_request_parent_class)->finalize (object);
}

static void
phone_request_class_init (PhoneRequestClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = phone_request_dispose;
  G_OBJECT_CLASS (klass)->finalize = phone_request_finalize;

  /**
   * PhoneRequest::closed:
   * @self: a request
   *
   * It was decided, or nobody waits for it any more.
   */
  signals[CLOSED] =
    g_signal_new ("closed", PHONE_TYPE_REQUEST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
phone_request_init (PhoneRequest *self)
{
  static guint n_requests = 0;

  self->id = g_strdup_printf ("%u", ++n_requests);
}

PhoneRequest *
phone_request_new (PhoneRequestKind  kind,
                   const char       *text)
{
  PhoneRequest *self = g_object_new (PHONE_TYPE_REQUEST, NULL);

  self->kind = kind;
  self->text = g_strdup (text);
  return self;
}

void
phone_request_set_decide (PhoneRequest     *self,
                          PhoneRequestFunc  decide,
                          gpointer          user_data,
                          GDestroyNotify    destroy)
{
  self->decide = decide;
  self->decide_data = user_data;
  self->decide_destroy = destroy;
}

void
phone_request_close (PhoneRequest *self)
{
  g_autoptr (PhoneRequest) hold = g_object_ref (self);

  if (self->closed)
    return;

  self->closed = TRUE;
  drop_decide (self);
  g_signal_emit (self, signals[CLOSED], 0);
}

/* Whatever is decided may close the request at once: what the decision is about must outlive that. */
static void
decide (PhoneRequest *self,
        gboolean      accepted)
{
  g_autoptr (PhoneRequest) hold = g_object_ref (self);
  PhoneRequestFunc function = g_steal_pointer (&self->decide);
  GDestroyNotify destroy = g_steal_pointer (&self->decide_destroy);
  gpointer data = g_steal_pointer (&self->decide_data);

  if (function != NULL)
    function (accepted, data);
  if (destroy != NULL)
    destroy (data);
  phone_request_close (self);
}

/**
 * phone_request_get_kind:
 * @self: a request
 *
 * What is asked for.
 *
 * Returns: the kind
 */
PhoneRequestKind
phone_request_get_kind (PhoneRequest *self)
{
  g_return_val_if_fail (PHONE_IS_REQUEST (self), PHONE_REQUEST_KIND_REDIRECT);

  return self->kind;
}

/**
 * phone_request_get_id:
 * @self: a request
 *
 * A short name for it, unique while the program runs.
 *
 * Returns: (transfer none): the id
 */
const char *
phone_request_get_id (PhoneRequest *self)
{
  g_return_val_if_fail (PHONE_IS_REQUEST (self), NULL);

  return self->id;
}

/**
 * phone_request_get_text:
 * @self: a request
 *
 * The question, naming who asks and for what.
 *
 * Returns: (transfer none): a sentence
 */
const char *
phone_request_get_text (PhoneRequest *self)
{
  g_return_val_if_fail (PHONE_IS_REQUEST (self), NULL);

  return self->text;
}

/**
 * phone_request_get_label:
 * @self: a request
 *
 * What happens when it is accepted.
 *
 * Returns: (transfer none): a label for a button
 */
const char *
phone_request_get_label (PhoneRequest *self)
{
  g_return_val_if_fail (PHONE_IS_REQUEST (self), NULL);

  return self->kind == PHONE_REQUEST_KIND_TAKEOVER ? _("Take the Call") : _("Call");
}

/**
 * phone_request_accept:
 * @self: a request
 *
 * Says yes; nothing when it is closed already.
 */
void
phone_request_accept (PhoneRequest *self)
{
  g_return_if_fail (PHONE_IS_REQUEST (self));

  decide (self, TRUE);
}

/**
 * phone_request_decline:
 * @self: a request
 *
 * Says no; nothing when it is closed already.
 */
void
phone_request_decline (PhoneRequest *self)
{
  g_return_if_fail (PHONE_IS_REQUEST (self));

  decide (self, FALSE);
}
