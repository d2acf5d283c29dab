/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A gateway to a mobile network makes a text message of every envelope, and somebody reads XML on their telephone. So
 * nothing but plain text goes to an address before it is known to take it: it said so when asked, or sent such a thing
 * itself. A refusal ends it.
 */

#include "config.h"

#include "phone-peer.h"

#include "phone-account-private.h"
#include "store-peers.h"
#include "ua-composing.h"
#include "ua-cpim.h"
#include "ua-imdn.h"
#include "ua-messager.h"
#include "ua-multipart.h"

#define KNOWN_US   (7 * G_TIME_SPAN_DAY) /* of who takes something */
#define REFUSED_US G_TIME_SPAN_DAY       /* of who does not; telephones learn */
#define SILENT_US  (10 * G_TIME_SPAN_MINUTE) /* of who did not answer */

struct _PhonePeer
{
  GObject parent_instance;

  StoreDatabase *database;
  StorePeer *known;
  gboolean asked; /* and not answered yet */
};

G_DEFINE_FINAL_TYPE (PhonePeer, phone_peer, G_TYPE_OBJECT)

/* Of an account and a peer, across a question. */
typedef struct
{
  PhonePeer *peer;
  PhoneAccount *account;
} Question;

static Question *
question_new (PhonePeer    *peer,
              PhoneAccount *account)
{
  Question *question = g_new0 (Question, 1);

  question->peer = g_object_ref (peer);
  question->account = g_object_ref (account);
  return question;
}

static void
question_free (Question *question)
{
  g_object_unref (question->peer);
  g_object_unref (question->account);
  g_free (question);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, question_free)

static void
phone_peer_finalize (GObject *object)
{
  PhonePeer *self = PHONE_PEER (object);

  g_object_unref (self->database);
  store_peer_free (self->known);

  G_OBJECT_CLASS (phone_peer_parent_class)->finalize (object);
}

static void
phone_peer_class_init (PhonePeerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = phone_peer_finalize;
}

static void
phone_peer_init (PhonePeer *self)
{
}

PhonePeer *
phone_peer_new (StoreDatabase *database,
                const char    *account_id,
                const char    *key)
{
  PhonePeer *self = g_object_new (PHONE_TYPE_PEER, NULL);
  const StorePeer nothing = { .account = (char *) account_id, .address = (char *) key };

  self->database = g_object_ref (database);
  self->known = store_peer_copy (&nothing);
  return self;
}

static void
put_cb (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  if (!store_peers_put_finish (STORE_DATABASE (source), result, &error))
    g_info ("what an address takes was not kept: %s", error->message);
}

static void
remember (PhonePeer    *self,
          PhoneAccount *account,
          gint64        for_us)
{
  self->known->until_us = g_get_real_time () + for_us;
  if (account != NULL && phone_account_is_kept (account))
    store_peers_put_async (self->database, self->known, NULL, put_cb, NULL);
}

static void
asked_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (Question) question = user_data;
  PhonePeer *self = question->peer;
  g_autoptr (GError) error = NULL;
  UaMessageAnswer answer = { 0 };

  self->asked = FALSE;
  if (ua_messager_send_finish_full (UA_AGENT (source), result, &answer, &error))
    phone_peer_learn (self, question->account, answer.accept);
  else
    self->known->until_us = g_get_real_time () + SILENT_US; /* nobody there now; what was seen of them stays */
  ua_message_answer_clear (&answer);
}

static void
ask_them (PhonePeer    *self,
          PhoneAccount *account)
{
  g_autoptr (SipUri) target = phone_account_parse_target (account, self->known->address, NULL);
  UaAgent *agent = phone_account_get_agent (account);

  if (target == NULL || agent == NULL || !ua_agent_is_connected (agent))
    return;

  self->asked = TRUE;
  ua_messager_ask_async (agent, target, NULL, asked_cb, question_new (self, account));
}

static void
looked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (Question) question = user_data;
  PhonePeer *self = question->peer;
  g_autoptr (GError) error = NULL;
  g_autoptr (StorePeer) kept = store_peers_get_finish (STORE_DATABASE (source), result, &error);
  gint64 now = g_get_real_time ();

  self->asked = FALSE;
  if (kept == NULL)
    g_info ("what an address takes: %s", error->message);
  else if (kept->until_us > self->known->until_us && kept->until_us <= now + KNOWN_US)
    {
      store_peer_free (self->known);
      self->known = g_steal_pointer (&kept);
    }
  if (self->known->until_us < now)
    ask_them (self, question->account);
}

void
phone_peer_ask (PhonePeer    *self,
                PhoneAccount *account)
{
  if (self->asked || account == NULL || self->known->until_us > g_get_real_time ())
    return;

  self->asked = TRUE;
  store_peers_get_async (self->database, self->known->account, self->known->address, NULL, looked_cb,
                         question_new (self, account));
}

gboolean
phone_peer_takes_receipts (PhonePeer *self)
{
  return self->known->takes_receipts && self->known->until_us > g_get_real_time ();
}

gboolean
phone_peer_takes_typing (PhonePeer *self)
{
  return self->known->takes_typing && self->known->until_us > g_get_real_time ();
}

static gboolean
names (char       **types,
       const char  *type)
{
  for (guint n = 0; types[n] != NULL; n++)
    if (ua_media_type_is (types[n], type))
      return TRUE;
  return FALSE;
}

void
phone_peer_learn (PhonePeer    *self,
                  PhoneAccount *account,
                  const char   *accept)
{
  g_auto (GStrv) types = g_strsplit (accept != NULL ? accept : "", ",", 64);

  self->known->takes_receipts = names (types, UA_CPIM_TYPE) && names (types, UA_IMDN_TYPE);
  self->known->takes_typing = names (types, UA_COMPOSING_TYPE);
  remember (self, account, self->known->takes_receipts || self->known->takes_typing ? KNOWN_US : REFUSED_US);
}

void
phone_peer_saw (PhonePeer    *self,
                PhoneAccount *account,
                gboolean      receipts)
{
  gboolean *takes = receipts ? &self->known->takes_receipts : &self->known->takes_typing;

  /* Nothing new, and not about to be forgotten: then the disk need not hear of every message. */
  if (*takes && self->known->until_us > g_get_real_time () + KNOWN_US / 2)
    return;
  *takes = TRUE;
  remember (self, account, KNOWN_US);
}

void
phone_peer_refuse (PhonePeer    *self,
                   PhoneAccount *account)
{
  self->known->takes_receipts = FALSE;
  self->known->takes_typing = FALSE;
  remember (self, account, REFUSED_US);
}
