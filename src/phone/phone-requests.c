/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Nobody but the person decides whom this telephone calls (CONTRACT U24, TRUST 3.10): whoever would have us call somebody
 * else, or speak to somebody else, becomes a question here. */

#include "config.h"

#include "phone-requests.h"

#include <glib/gi18n-lib.h>

#include "phone-address.h"
#include "phone-private.h"
#include "phone-text.h"
#include "sip-status.h"

struct _PhoneRequests
{
  GObject parent_instance;

  Phone *phone; /* owns us */
  GListStore *requests;
};

G_DEFINE_FINAL_TYPE (PhoneRequests, phone_requests, G_TYPE_OBJECT)

/* What a question is about. */
typedef struct
{
  Phone *phone; /* outlives every request */
  PhoneAccount *account;
  PhoneCall *call;      /* of REDIRECT and TAKEOVER */
  UaReferral *referral; /* of REFERRAL */
  SipUri *target;
} Matter;

static void
matter_free (gpointer data)
{
  Matter *matter = data;

  g_clear_object (&matter->account);
  g_clear_object (&matter->call);
  g_clear_object (&matter->referral);
  g_clear_pointer (&matter->target, sip_uri_unref);
  g_free (matter);
}

static void
phone_requests_dispose (GObject *object)
{
  PhoneRequests *self = PHONE_REQUESTS (object);

  g_list_store_remove_all (self->requests);

  G_OBJECT_CLASS (phone_requests_parent_class)->dispose (object);
}

static void
phone_requests_finalize (GObject *object)
{
  g_object_unref (PHONE_REQUESTS (object)->requests);

  G_OBJECT_CLASS (phone_requests_parent_class)->finalize (object);
}

static void
phone_requests_class_init (PhoneRequestsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = phone_requests_dispose;
  G_OBJECT_CLASS (klass)->finalize = phone_requests_finalize;
}

static void
phone_requests_init (PhoneRequests *self)
{
  self->requests = g_list_store_new (PHONE_TYPE_REQUEST);
}

PhoneRequests *
phone_requests_new (Phone *phone)
{
  PhoneRequests *self = g_object_new (PHONE_TYPE_REQUESTS, NULL);

  self->phone = phone;
  return self;
}

GListModel *
phone_requests_get_model (PhoneRequests *self)
{
  return G_LIST_MODEL (self->requests);
}

static void
request_closed_cb (PhoneRequest  *request,
                   PhoneRequests *self)
{
  guint position;

  if (g_list_store_find (self->requests, request, &position))
    g_list_store_remove (self->requests, position);
}

/* Puts the question into the list. */
static PhoneRequest *
ask (PhoneRequests    *self,
     PhoneRequestKind  kind,
     const char       *text,
     PhoneRequestFunc  decide,
     Matter           *matter) /* transfer full */
{
  g_autoptr (PhoneRequest) request = phone_request_new (kind, text);

  phone_request_set_decide (request, decide, matter, matter_free);
  g_signal_connect_object (request, "closed", G_CALLBACK (request_closed_cb), self, G_CONNECT_DEFAULT);
  g_list_store_append (self->requests, request);
  return request; /* the list holds it */
}

static char *
dup_name (SipAddress *who)
{
  const char *said = sip_address_get_display_name (who);
  g_autofree char *name = phone_text_clean_line (said != NULL ? said : "");
  g_autofree char *address = phone_address_for_people (sip_address_get_uri (who));

  return *name != '\0' ? g_steal_pointer (&name) : phone_text_clean_line (address);
}

static char *
dup_address (SipUri *uri)
{
  g_autofree char *address = phone_address_for_people (uri);

  return phone_text_clean_line (address);
}

static void
close_when_over_cb (PhoneCall    *call,
                    GParamSpec   *pspec,
                    PhoneRequest *request)
{
  if (phone_call_is_over (call))
    phone_request_close (request);
}

static void
redirect_decided (gboolean accepted,
                  gpointer user_data)
{
  Matter *matter = user_data;
  g_autoptr (GError) error = NULL;

  if (accepted && ua_inviter_follow (UA_INVITER (matter->call->session), matter->target, &error))
    return;
  if (error != NULL)
    g_info ("call %s: %s", phone_call_get_id (matter->call), error->message);
  phone_call_hang_up (matter->call);
}

static gboolean
session_redirected_cb (UaSession     *session,
                       GPtrArray     *contacts,
                       PhoneRequests *self)
{
  PhoneCall *call = phone_find_call (self->phone, session);
  SipUri *target = sip_address_get_uri (g_ptr_array_index (contacts, 0));
  g_autofree char *address = dup_address (target);
  /* Translators: the first is a person, the second an address. */
  g_autofree char *text =
    g_strdup_printf (_("%s is to be reached at %s. Call there?"), phone_call_get_remote_name (call), address);
  Matter *matter = g_new0 (Matter, 1);
  PhoneRequest *request;

  matter->call = g_object_ref (call);
  matter->target = sip_uri_ref (target);
  request = ask (self, PHONE_REQUEST_KIND_REDIRECT, text, redirect_decided, matter);
  g_signal_connect_object (call, "notify::state", G_CALLBACK (close_when_over_cb), request, G_CONNECT_DEFAULT);
  return TRUE;
}

void
phone_requests_follow (PhoneRequests *self,
                       PhoneCall     *call)
{
  if (!UA_IS_INVITER (call->session))
    return;

  g_signal_connect_object (call->session, "redirected", G_CALLBACK (session_redirected_cb), self, G_CONNECT_DEFAULT);
}

static void
referral_decided (gboolean accepted,
                  gpointer user_data)
{
  Matter *matter = user_data;
  g_autoptr (PhoneCall) call = NULL;

  if (!accepted)
    {
      ua_referral_reject (matter->referral, SIP_STATUS_DECLINE);
      return;
    }

  call = phone_call_new_referred (matter->account, matter->referral, matter->phone->engine);
  if (call == NULL)
    return;
  phone_follow (matter->phone, call);
  phone_call_begin (call);
}

/* Whom we talk to is known by name; who asks from outside is who they say. */
static char *
dup_referrer (PhoneRequests *self,
              UaReferral    *referral)
{
  UaSession *session = ua_referral_get_session (referral);
  PhoneCall *call = session != NULL ? phone_find_call (self->phone, session) : NULL;
  SipAddress *by = ua_referral_get_referred_by (referral);

  return call != NULL ? g_strdup (phone_call_get_remote_name (call))
                      : dup_name (by != NULL ? by : ua_referral_get_from (referral));
}

static char *
describe_referral (PhoneRequests *self,
                   UaReferral    *referral)
{
  g_autofree char *who = dup_referrer (self, referral);
  g_autofree char *whom = dup_address (ua_referral_get_target (referral));

  /* Translators: the first is a person, the second an address. */
  return ua_referral_is_attended (referral) ? g_strdup_printf (_("%s wants to connect you with %s. Call them?"), who, whom)
                                            : g_strdup_printf (_("%s asks you to call %s. Call them?"), who, whom);
}

/* FALSE: nobody is asked. Who does not want to be disturbed is not asked by who is in no call with them. */
gboolean
phone_requests_take_referral (PhoneRequests *self,
                              PhoneAccount  *account,
                              UaReferral    *referral)
{
  gboolean disturbs = phone_policy_get_do_not_disturb (phone_account_get_policy (account));
  g_autofree char *text = NULL;
  Matter *matter;
  PhoneRequest *request;

  if (disturbs && ua_referral_get_session (referral) == NULL)
    return FALSE;

  text = describe_referral (self, referral);
  matter = g_new0 (Matter, 1);
  matter->phone = self->phone;
  matter->account = g_object_ref (account);
  matter->referral = g_object_ref (referral);
  request = ask (self, PHONE_REQUEST_KIND_REFERRAL, text, referral_decided, matter);
  g_signal_connect_object (referral, "ended", G_CALLBACK (phone_request_close), request, G_CONNECT_SWAPPED);
  return TRUE;
}

static void
takeover_decided (gboolean accepted,
                  gpointer user_data)
{
  Matter *matter = user_data;

  if (accepted)
    phone_call_answer_async (matter->call, NULL, NULL, NULL);
  else
    phone_call_decline (matter->call);
}

static void
close_when_decided_cb (PhoneCall    *call,
                       GParamSpec   *pspec,
                       PhoneRequest *request)
{
  if (phone_call_get_state (call) != PHONE_CALL_STATE_INCOMING)
    phone_request_close (request);
}

void
phone_requests_ask_takeover (PhoneRequests *self,
                             PhoneCall     *call,
                             PhoneCall     *old)
{
  /* Translators: both are persons. */
  g_autofree char *text = g_strdup_printf (_("%s wants to take the place of %s in your call. Go on with them?"),
                                           phone_call_get_remote_name (call), phone_call_get_remote_name (old));
  Matter *matter = g_new0 (Matter, 1);
  PhoneRequest *request;

  matter->call = g_object_ref (call);
  request = ask (self, PHONE_REQUEST_KIND_TAKEOVER, text, takeover_decided, matter);
  g_signal_connect_object (call, "notify::state", G_CALLBACK (close_when_decided_cb), request, G_CONNECT_DEFAULT);
}
