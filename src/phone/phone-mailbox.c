/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Who left a message wants to be heard. Most servers tell of it when they are asked; some say it unasked, right after the
 * registration, and refuse the question: what they said then stays true. */

#include "config.h"

#include "phone-mailbox.h"

#include "phone-address.h"
#include "phone-subscription.h"
#include "phone-voicemail-private.h"
#include "ua-message-summary.h"
#include "ua-multipart.h"
#include "ua-notifier.h"

struct _PhoneMailbox
{
  GObject parent_instance;

  PhoneVoicemail *voicemail;
  PhoneSubscription *subscription;
  UaNotifier *notifier; /* NULL: no line */
  gboolean unasked;
  gboolean told_unasked; /* what is shown was not asked for */
};

G_DEFINE_FINAL_TYPE (PhoneMailbox, phone_mailbox, G_TYPE_OBJECT)

static char *
dup_address (const char *account)
{
  g_autoptr (SipUri) uri = account != NULL ? sip_uri_parse (account, -1, NULL) : NULL;

  return uri != NULL ? phone_address_for_people (uri) : NULL;
}

static void
take (PhoneMailbox *self,
      const char   *content_type,
      GBytes       *body)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (UaMessageSummary) summary = NULL;
  const UaMessageCount *voice;
  g_autofree char *address = NULL;

  if (!ua_media_type_is (content_type, UA_MESSAGE_SUMMARY_CONTENT_TYPE))
    return;
  summary = ua_message_summary_parse (body, &error);
  if (summary == NULL)
    {
      g_info ("%s", error->message);
      return;
    }

  voice = &summary->counts[UA_MESSAGE_KIND_VOICE];
  address = dup_address (summary->account);
  phone_voicemail_set (self->voicemail, summary->waiting, voice->n_new, voice->n_old, address);
}

static void
subscription_told_cb (PhoneSubscription *subscription,
                      const char        *content_type,
                      GBytes            *body,
                      guint              phase,
                      PhoneMailbox      *self)
{
  self->told_unasked = FALSE;
  take (self, content_type, body);
}

static void
subscription_ended_cb (PhoneSubscription *subscription,
                       PhoneMailbox      *self)
{
  if (self->told_unasked && phone_subscription_is_refused (subscription))
    return;

  self->told_unasked = FALSE;
  phone_voicemail_set (self->voicemail, FALSE, 0, 0, NULL);
}

static void
notifier_notified_cb (UaNotifier   *notifier,
                      const char   *event,
                      const char   *content_type,
                      GBytes       *body,
                      PhoneMailbox *self)
{
  self->told_unasked = TRUE;
  take (self, content_type, body);
}

static void
phone_mailbox_finalize (GObject *object)
{
  PhoneMailbox *self = PHONE_MAILBOX (object);

  g_clear_object (&self->notifier);
  g_object_unref (self->subscription);
  g_object_unref (self->voicemail);

  G_OBJECT_CLASS (phone_mailbox_parent_class)->finalize (object);
}

static void
phone_mailbox_class_init (PhoneMailboxClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = phone_mailbox_finalize;
}

static void
phone_mailbox_init (PhoneMailbox *self)
{
  self->voicemail = phone_voicemail_new ();
}

PhoneMailbox *
phone_mailbox_new (SipUri *aor)
{
  PhoneMailbox *self = g_object_new (PHONE_TYPE_MAILBOX, NULL);

  self->subscription = phone_subscription_new (aor, "message-summary");
  g_signal_connect_object (self->subscription, "told", G_CALLBACK (subscription_told_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (self->subscription, "ended", G_CALLBACK (subscription_ended_cb), self, G_CONNECT_DEFAULT);
  return self;
}

PhoneVoicemail *
phone_mailbox_get_voicemail (PhoneMailbox *self)
{
  return self->voicemail;
}

void
phone_mailbox_set_unasked (PhoneMailbox *self,
                           gboolean      unasked)
{
  self->unasked = unasked;
  if (self->notifier != NULL)
    ua_notifier_set_unsolicited (self->notifier, unasked);
}

gboolean
phone_mailbox_get_unasked (PhoneMailbox *self)
{
  return self->unasked;
}

/* With a notifier, whoever wants to watch us hears 489 or 403 instead of 405. */
void
phone_mailbox_attach (PhoneMailbox *self,
                      UaAgent      *agent,
                      UaRegisterer *registerer)
{
  g_clear_object (&self->notifier);
  self->notifier = ua_notifier_new (agent);
  ua_notifier_set_unsolicited (self->notifier, self->unasked);
  g_signal_connect_object (self->notifier, "notified", G_CALLBACK (notifier_notified_cb), self, G_CONNECT_DEFAULT);
  phone_subscription_attach (self->subscription, agent, registerer);
}

void
phone_mailbox_detach (PhoneMailbox *self,
                      gboolean      politely)
{
  phone_subscription_detach (self->subscription, politely);
  g_clear_object (&self->notifier);
}
