/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Among many voices one wants to know who is there. A far end that says to be a conference is asked, as long as the call
 * is up; one that does not say so is not. */

#include "config.h"

#include "phone-roster.h"

#include "phone-address.h"
#include "phone-call-private.h"
#include "phone-participant-private.h"
#include "phone-text.h"
#include "ua-conference-info.h"
#include "ua-multipart.h"
#include "ua-session-focus.h"
#include "ua-subscriber.h"

struct _PhoneRoster
{
  GObject parent_instance;

  UaSession *session;
  UaSubscriber *subscriber; /* NULL: the call is not up, or is no conference */
  UaConferenceInfo *known; /* NULL: nothing */
  GListStore *participants;
};

G_DEFINE_FINAL_TYPE (PhoneRoster, phone_roster, G_TYPE_OBJECT)

static gboolean
is_out (const char *status)
{
  return g_strcmp0 (status, "disconnected") == 0 || g_strcmp0 (status, "disconnecting") == 0;
}

/* RFC 4575 §5.7.4. Somebody with several devices talks when one of them does. */
static PhoneParticipantState
read_state (const UaConferenceUser *user,
            gboolean               *out)
{
  PhoneParticipantState state = PHONE_PARTICIPANT_STATE_UNKNOWN;
  guint n_out = 0;

  for (guint n = 0; n < user->endpoints->len; n++)
    {
      const UaConferenceEndpoint *endpoint = g_ptr_array_index (user->endpoints, n);

      if (is_out (endpoint->status))
        n_out++;
      else if (g_strcmp0 (endpoint->status, "connected") == 0)
        state = PHONE_PARTICIPANT_STATE_TALKING;
      else if (state == PHONE_PARTICIPANT_STATE_UNKNOWN && g_strcmp0 (endpoint->status, "on-hold") == 0)
        state = PHONE_PARTICIPANT_STATE_HELD;
      else if (state == PHONE_PARTICIPANT_STATE_UNKNOWN
               && (g_strcmp0 (endpoint->status, "alerting") == 0 || g_strcmp0 (endpoint->status, "dialing-out") == 0))
        state = PHONE_PARTICIPANT_STATE_RINGING;
    }
  *out = user->gone || (n_out > 0 && n_out == user->endpoints->len);
  return state;
}

static PhoneParticipant *
find (PhoneRoster *self,
      const char  *address)
{
  GListModel *model = G_LIST_MODEL (self->participants);

  for (guint n = 0; address != NULL && n < g_list_model_get_n_items (model); n++)
    {
      g_autoptr (PhoneParticipant) participant = g_list_model_get_item (model, n);

      if (g_strcmp0 (phone_participant_get_address (participant), address) == 0)
        return g_steal_pointer (&participant);
    }
  return NULL;
}

/* Who was there before stays the same object, so that a row does not jump. */
static void
add_user (PhoneRoster            *self,
          const UaConferenceUser *user,
          GPtrArray              *present)
{
  gboolean out = FALSE;
  PhoneParticipantState state = read_state (user, &out);
  g_autoptr (SipUri) uri = user->entity != NULL ? sip_uri_parse (user->entity, -1, NULL) : NULL;
  g_autofree char *address = uri != NULL ? phone_address_for_people (uri) : NULL;
  const char *said = user->name != NULL ? user->name : address;
  g_autofree char *name = said != NULL ? phone_text_clean_line (said) : NULL;
  PhoneParticipant *participant = find (self, address);

  if (out || name == NULL)
    {
      g_clear_object (&participant);
      return;
    }
  if (participant == NULL)
    participant = phone_participant_new (name, address);
  phone_participant_set (participant, name, state);
  g_ptr_array_add (present, participant);
}

static void
show (PhoneRoster *self)
{
  g_autoptr (GPtrArray) present = g_ptr_array_new_with_free_func (g_object_unref);
  guint n_before = g_list_model_get_n_items (G_LIST_MODEL (self->participants));

  for (guint n = 0; self->known != NULL && !self->known->gone && n < self->known->users->len; n++)
    add_user (self, g_ptr_array_index (self->known->users, n), present);
  if (n_before > 0 || present->len > 0)
    g_list_store_splice (self->participants, 0, n_before, present->pdata, present->len);
}

static void
subscriber_notified_cb (UaSubscriber *subscriber,
                        const char   *content_type,
                        GBytes       *body,
                        guint         phase,
                        guint         fork,
                        PhoneRoster  *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (UaConferenceInfo) known = NULL;
  g_autoptr (UaConferenceInfo) news = NULL;
  UaNews verdict = UA_NEWS_STALE;

  if (!ua_media_type_is (content_type, UA_CONFERENCE_INFO_CONTENT_TYPE))
    return;
  news = ua_conference_info_parse (body, &error);
  if (news == NULL)
    {
      g_info ("%s", error->message);
      return;
    }

  known = g_steal_pointer (&self->known);
  self->known = ua_conference_info_merge (known, news, &verdict);
  if (verdict == UA_NEWS_GAP)
    ua_subscriber_refresh (subscriber);
  show (self);
}

static void
forget (PhoneRoster *self)
{
  g_clear_pointer (&self->known, ua_conference_info_unref);
  show (self);
}

static void
begin (PhoneRoster *self)
{
  UaAgent *agent = ua_session_get_agent (self->session);
  SipUri *focus = ua_session_get_focus (self->session);
  g_autoptr (UaOptions) options = ua_session_make_options (self->session);

  if (agent == NULL || focus == NULL)
    return;
  self->subscriber = ua_subscriber_new (agent, focus, "conference", options);
  g_signal_connect_object (self->subscriber, "notified", G_CALLBACK (subscriber_notified_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (self->subscriber, "ended", G_CALLBACK (forget), self, G_CONNECT_SWAPPED);
  ua_subscriber_subscribe (self->subscriber);
}

/* The conference sees by the end of the call that we are gone, and needs no goodbye. */
static void
end (PhoneRoster *self)
{
  if (self->subscriber == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->subscriber, self);
  ua_subscriber_terminate (self->subscriber);
  g_clear_object (&self->subscriber);
  forget (self);
}

static void
session_state_cb (PhoneRoster *self)
{
  gboolean up = ua_session_get_state (self->session) == UA_SESSION_STATE_ESTABLISHED;

  if (!up)
    end (self);
  else if (self->subscriber == NULL)
    begin (self);
}

static void
phone_roster_dispose (GObject *object)
{
  PhoneRoster *self = PHONE_ROSTER (object);

  end (self);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (phone_roster_parent_class)->dispose (object);
}

static void
phone_roster_finalize (GObject *object)
{
  g_object_unref (PHONE_ROSTER (object)->participants);

  G_OBJECT_CLASS (phone_roster_parent_class)->finalize (object);
}

static void
phone_roster_class_init (PhoneRosterClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = phone_roster_dispose;
  object_class->finalize = phone_roster_finalize;
}

static void
phone_roster_init (PhoneRoster *self)
{
  self->participants = g_list_store_new (PHONE_TYPE_PARTICIPANT);
}

PhoneRoster *
phone_roster_new (UaSession *session)
{
  PhoneRoster *self = g_object_new (PHONE_TYPE_ROSTER, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "notify::state", G_CALLBACK (session_state_cb), self, G_CONNECT_SWAPPED);
  session_state_cb (self);
  return self;
}

GListModel *
phone_roster_get_model (PhoneRoster *self)
{
  return G_LIST_MODEL (self->participants);
}

/**
 * phone_call_get_participants:
 * @self: a call
 *
 * Who is in the conference at the far end.
 *
 * Returns: (transfer none): a list of #PhoneParticipant, empty unless the far end says to be a conference
 */
GListModel *
phone_call_get_participants (PhoneCall *self)
{
  g_return_val_if_fail (PHONE_IS_CALL (self), NULL);

  return phone_roster_get_model (self->roster);
}
