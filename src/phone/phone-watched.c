/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What two event packages tell of one person becomes the two things a person understands: how somebody is, and what
 * their telephone does. */

#include "config.h"

#include "phone-watched.h"

#include "phone-address.h"
#include "phone-contact-state-private.h"
#include "phone-lamp-private.h"
#include "phone-subscription.h"
#include "phone-text.h"
#include "ua-dialog-info.h"
#include "ua-multipart.h"
#include "ua-pidf.h"

struct _PhoneWatched
{
  GObject parent_instance;

  SipUri *target;
  PhoneContactState *contact;
  gboolean alone;
  guint turn;
  UaAgent *agent; /* NULL: no line */
  UaRegisterer *registerer;
  PhoneSubscription *presence; /* NULL: not wanted, or the list tells */
  PhoneSubscription *dialogs;  /* NULL: not wanted */
  UaDialogInfo *calls; /* what is known of their calls; NULL: nothing */
};

G_DEFINE_FINAL_TYPE (PhoneWatched, phone_watched, G_TYPE_OBJECT)

/* RFC 4480 §3.2 knows many activities; a person decides by three. */
static const struct
{
  const char *activity;
  PhonePresenceState state;
} activities[] = {
  { "on-the-phone", PHONE_PRESENCE_STATE_ON_THE_PHONE },
  { "busy", PHONE_PRESENCE_STATE_BUSY },
  { "meeting", PHONE_PRESENCE_STATE_BUSY },
  { "appointment", PHONE_PRESENCE_STATE_BUSY },
  { "performance", PHONE_PRESENCE_STATE_BUSY },
  { "presentation", PHONE_PRESENCE_STATE_BUSY },
  { "away", PHONE_PRESENCE_STATE_AWAY },
  { "breakfast", PHONE_PRESENCE_STATE_AWAY },
  { "dinner", PHONE_PRESENCE_STATE_AWAY },
  { "holiday", PHONE_PRESENCE_STATE_AWAY },
  { "in-transit", PHONE_PRESENCE_STATE_AWAY },
  { "lunch", PHONE_PRESENCE_STATE_AWAY },
  { "meal", PHONE_PRESENCE_STATE_AWAY },
  { "permanent-absence", PHONE_PRESENCE_STATE_AWAY },
  { "sleeping", PHONE_PRESENCE_STATE_AWAY },
  { "steering", PHONE_PRESENCE_STATE_AWAY },
  { "travel", PHONE_PRESENCE_STATE_AWAY },
  { "vacation", PHONE_PRESENCE_STATE_AWAY },
};

static PhonePresenceState
read_presence (UaPidf *pidf)
{
  if (pidf->basic == UA_PIDF_BASIC_CLOSED)
    return PHONE_PRESENCE_STATE_OFFLINE;
  for (guint n = 0; n < G_N_ELEMENTS (activities); n++)
    {
      if (ua_pidf_has_activity (pidf, activities[n].activity))
        return activities[n].state;
    }
  return pidf->basic == UA_PIDF_BASIC_OPEN ? PHONE_PRESENCE_STATE_AVAILABLE : PHONE_PRESENCE_STATE_UNKNOWN;
}

static const char *
find_note (UaPidf *pidf)
{
  for (guint n = 0; pidf->note == NULL && n < pidf->tuples->len; n++)
    {
      UaPidfTuple *tuple = g_ptr_array_index (pidf->tuples, n);

      if (tuple->note != NULL)
        return tuple->note;
    }
  return pidf->note;
}

void
phone_watched_take_presence (PhoneWatched        *self,
                             const char          *content_type,
                             GBytes              *body,
                             UaSubscriptionPhase  phase)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (UaPidf) pidf = NULL;
  g_autofree char *note = NULL;

  if (body == NULL || g_bytes_get_size (body) == 0)
    {
      /* Kamailio says so of somebody who published nothing; while one is not allowed to watch, nothing is known. */
      phone_contact_state_set_presence (self->contact, phase == UA_SUBSCRIPTION_ACTIVE ? PHONE_PRESENCE_STATE_OFFLINE
                                                                                       : PHONE_PRESENCE_STATE_UNKNOWN,
                                        NULL);
      return;
    }
  pidf = ua_media_type_is (content_type, UA_PIDF_CONTENT_TYPE) ? ua_pidf_parse (body, &error) : NULL;
  if (pidf == NULL)
    {
      g_info ("%s", error != NULL ? error->message : "presence of another type");
      return;
    }

  note = find_note (pidf) != NULL ? phone_text_clean_line (find_note (pidf)) : NULL;
  phone_contact_state_set_presence (self->contact, read_presence (pidf), note);
}

/* A call that rings there asks for help; else the most lively one is what the telephone does. */
static UaWatchedDialog *
find_dialog (UaDialogInfo *calls)
{
  UaWatchedState state = ua_dialog_info_get_state (calls);
  UaWatchedDialog *found = NULL;

  for (guint n = 0; n < calls->dialogs->len; n++)
    {
      UaWatchedDialog *dialog = g_ptr_array_index (calls->dialogs, n);

      if (dialog->state == UA_WATCHED_STATE_EARLY && dialog->direction != UA_WATCHED_DIRECTION_INITIATOR)
        return dialog;
      if (found == NULL && dialog->state == state && state != UA_WATCHED_STATE_TERMINATED)
        found = dialog;
    }
  return found;
}

static PhoneLampState
read_lamp (const UaWatchedDialog *dialog)
{
  switch (dialog->state)
    {
    case UA_WATCHED_STATE_TRYING:
    case UA_WATCHED_STATE_PROCEEDING:
      return PHONE_LAMP_STATE_CALLING;
    case UA_WATCHED_STATE_EARLY:
      return dialog->direction == UA_WATCHED_DIRECTION_INITIATOR ? PHONE_LAMP_STATE_CALLING : PHONE_LAMP_STATE_RINGING;
    case UA_WATCHED_STATE_CONFIRMED:
      return dialog->local.held ? PHONE_LAMP_STATE_HELD : PHONE_LAMP_STATE_TALKING;
    case UA_WATCHED_STATE_UNKNOWN:
    case UA_WATCHED_STATE_TERMINATED:
      break;
    }
  return PHONE_LAMP_STATE_IDLE;
}

static char *
dup_who (const UaWatchedEnd *end)
{
  g_autoptr (SipUri) uri = end->identity != NULL ? sip_uri_parse (end->identity, -1, NULL) : NULL;
  g_autofree char *address = uri != NULL ? phone_address_for_people (uri) : NULL;
  const char *who = end->name != NULL ? end->name : address;

  return who != NULL ? phone_text_clean_line (who) : NULL;
}

static void
show_lamp (PhoneWatched *self)
{
  PhoneLamp *lamp = phone_contact_state_get_lamp (self->contact);
  UaWatchedDialog *dialog = self->calls != NULL ? find_dialog (self->calls) : NULL;
  g_autofree char *with = dialog != NULL ? dup_who (&dialog->remote) : NULL;
  PhoneLampFacts facts = { PHONE_LAMP_STATE_IDLE };

  if (lamp == NULL)
    return;
  if (self->calls == NULL)
    {
      phone_lamp_set (lamp, NULL);
      return;
    }
  if (dialog != NULL)
    facts = (PhoneLampFacts) { read_lamp (dialog), with, dialog->call_id, dialog->local_tag, dialog->remote_tag,
                               dialog->local.target,
                               dialog->remote.identity != NULL ? dialog->remote.identity : dialog->remote.target };
  phone_lamp_set (lamp, &facts);
}

static void
dialogs_told_cb (PhoneSubscription *subscription,
                 const char        *content_type,
                 GBytes            *body,
                 guint              phase,
                 PhoneWatched      *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (UaDialogInfo) news = NULL;
  g_autoptr (UaDialogInfo) known = g_steal_pointer (&self->calls);
  UaNews verdict = UA_NEWS_STALE;

  if (ua_media_type_is (content_type, UA_DIALOG_INFO_CONTENT_TYPE))
    news = ua_dialog_info_parse (body, &error);
  if (error != NULL)
    g_info ("%s", error->message);
  if (news == NULL)
    {
      self->calls = g_steal_pointer (&known);
      return;
    }

  self->calls = ua_dialog_info_merge (known, news, &verdict);
  if (verdict == UA_NEWS_GAP)
    phone_subscription_refresh (subscription);
  show_lamp (self);
}

static void
dialogs_ended_cb (PhoneSubscription *subscription,
                  PhoneWatched      *self)
{
  g_clear_pointer (&self->calls, ua_dialog_info_unref);
  show_lamp (self);
}

static void
presence_told_cb (PhoneSubscription *subscription,
                  const char        *content_type,
                  GBytes            *body,
                  guint              phase,
                  PhoneWatched      *self)
{
  phone_watched_take_presence (self, content_type, body, phase);
}

static void
presence_ended_cb (PhoneSubscription *subscription,
                   PhoneWatched      *self)
{
  phone_contact_state_set_presence (self->contact, PHONE_PRESENCE_STATE_UNKNOWN, NULL);
}

static PhoneSubscription *
open_subscription (PhoneWatched *self,
                   const char   *event,
                   GCallback     told,
                   GCallback     ended)
{
  PhoneSubscription *subscription = phone_subscription_new (self->target, event);

  g_signal_connect_object (subscription, "told", told, self, G_CONNECT_DEFAULT);
  g_signal_connect_object (subscription, "ended", ended, self, G_CONNECT_DEFAULT);
  return subscription;
}

static void
close_subscription (PhoneSubscription **subscription,
                    gboolean            politely)
{
  if (*subscription == NULL)
    return;

  phone_subscription_detach (*subscription, politely);
  g_clear_object (subscription);
}

/* What is wanted, and what there is. */
static void
refresh (PhoneWatched *self)
{
  PhoneWatchKind kinds = phone_contact_state_get_kinds (self->contact);
  gboolean wants_presence = (kinds & PHONE_WATCH_PRESENCE) != 0 && self->alone && self->agent != NULL;
  gboolean wants_dialogs = (kinds & PHONE_WATCH_LAMP) != 0 && self->agent != NULL;

  if (!wants_presence)
    close_subscription (&self->presence, TRUE);
  else if (self->presence == NULL)
    {
      self->presence =
        open_subscription (self, "presence", G_CALLBACK (presence_told_cb), G_CALLBACK (presence_ended_cb));
      phone_subscription_set_turn (self->presence, self->turn);
      phone_subscription_attach (self->presence, self->agent, self->registerer);
    }
  if (!wants_dialogs)
    close_subscription (&self->dialogs, TRUE);
  else if (self->dialogs == NULL)
    {
      self->dialogs = open_subscription (self, "dialog", G_CALLBACK (dialogs_told_cb), G_CALLBACK (dialogs_ended_cb));
      phone_subscription_set_turn (self->dialogs, self->turn + 1);
      phone_subscription_attach (self->dialogs, self->agent, self->registerer);
    }
}

static void
phone_watched_dispose (GObject *object)
{
  PhoneWatched *self = PHONE_WATCHED (object);

  phone_watched_detach (self, FALSE);
  g_clear_object (&self->presence);
  g_clear_object (&self->dialogs);
  g_clear_pointer (&self->calls, ua_dialog_info_unref);

  G_OBJECT_CLASS (phone_watched_parent_class)->dispose (object);
}

static void
phone_watched_finalize (GObject *object)
{
  PhoneWatched *self = PHONE_WATCHED (object);

  sip_uri_unref (self->target);
  g_object_unref (self->contact);

  G_OBJECT_CLASS (phone_watched_parent_class)->finalize (object);
}

static void
phone_watched_class_init (PhoneWatchedClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = phone_watched_dispose;
  object_class->finalize = phone_watched_finalize;
}

static void
phone_watched_init (PhoneWatched *self)
{
  self->alone = TRUE;
}

PhoneWatched *
phone_watched_new (GObject *account,
                   SipUri  *target)
{
  PhoneWatched *self = g_object_new (PHONE_TYPE_WATCHED, NULL);
  g_autofree char *key = phone_address_to_key (target);
  g_autofree char *address = phone_text_clean_line (key);

  self->target = sip_uri_ref (target);
  self->contact = phone_contact_state_new (account, address);
  return self;
}

PhoneContactState *
phone_watched_get_contact (PhoneWatched *self)
{
  return self->contact;
}

SipUri *
phone_watched_get_target (PhoneWatched *self)
{
  return self->target;
}

void
phone_watched_set_kinds (PhoneWatched   *self,
                         PhoneWatchKind  kinds)
{
  phone_contact_state_set_kinds (self->contact, kinds);
  refresh (self);
}

void
phone_watched_set_alone (PhoneWatched *self,
                         gboolean      alone)
{
  self->alone = alone;
  refresh (self);
}

void
phone_watched_set_turn (PhoneWatched *self,
                        guint         turn)
{
  self->turn = turn;
}

void
phone_watched_attach (PhoneWatched *self,
                      UaAgent      *agent,
                      UaRegisterer *registerer)
{
  phone_watched_detach (self, FALSE);
  g_clear_object (&self->presence);
  g_clear_object (&self->dialogs);
  self->agent = g_object_ref (agent);
  self->registerer = g_object_ref (registerer);
  refresh (self);
}

/* A line that ends cannot be told goodbye later, so the subscriptions stay until they are made anew. */
void
phone_watched_detach (PhoneWatched *self,
                      gboolean      politely)
{
  if (self->agent == NULL)
    return;

  if (self->presence != NULL)
    phone_subscription_detach (self->presence, politely);
  if (self->dialogs != NULL)
    phone_subscription_detach (self->dialogs, politely);
  g_clear_object (&self->agent);
  g_clear_object (&self->registerer);
  phone_contact_state_set_presence (self->contact, PHONE_PRESENCE_STATE_UNKNOWN, NULL);
}
