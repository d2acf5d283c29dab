/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* People who are as a test says, and mailboxes. */

#include "scripted-phone.h"

#include "phone-contact-state-private.h"
#include "phone-lamp-private.h"
#include "phone-voicemail-private.h"

static GListStore *
get_store (Phone *phone)
{
  GListStore *store = g_object_get_data (G_OBJECT (phone), "scripted-watched");

  if (store == NULL)
    {
      store = g_list_store_new (PHONE_TYPE_CONTACT_STATE);
      g_object_set_data_full (G_OBJECT (phone), "scripted-watched", store, g_object_unref);
    }
  return store;
}

void
scripted_phone_set_presence (Phone              *self,
                             const char         *address,
                             PhonePresenceState  state,
                             const char         *note)
{
  PhoneContactState *found = phone_find_watched (self, address);
  g_autoptr (PhoneContactState) contact =
    found != NULL ? g_object_ref (found) : phone_contact_state_new (NULL, address);

  phone_contact_state_set_presence (contact, state, note);
  if (found == NULL)
    g_list_store_append (get_store (self), contact);
}

void
scripted_phone_set_ringing (Phone      *self,
                            const char *address,
                            const char *with)
{
  PhoneContactState *contact = phone_find_watched (self, address);
  const PhoneLampFacts facts = { PHONE_LAMP_STATE_RINGING, with };

  phone_contact_state_set_kinds (contact, PHONE_WATCH_LAMP);
  phone_lamp_set (phone_contact_state_get_lamp (contact), &facts);
}

void
scripted_account_set_voicemail (PhoneAccount *self,
                                gboolean      waiting,
                                guint         n_new,
                                const char   *address)
{
  phone_voicemail_set (phone_account_get_voicemail (self), waiting, n_new, 0, address);
}

GListModel *
phone_get_watched (Phone *self)
{
  return G_LIST_MODEL (get_store (self));
}

PhoneContactState *
phone_find_watched (Phone      *self,
                    const char *address)
{
  GListModel *watched = phone_get_watched (self);

  for (guint n = 0; n < g_list_model_get_n_items (watched); n++)
    {
      g_autoptr (PhoneContactState) contact = g_list_model_get_item (watched, n);

      if (g_str_equal (phone_contact_state_get_address (contact), address))
        return contact;
    }
  return NULL;
}

PhoneContactState *
phone_watch (Phone           *self,
             PhoneAccount    *account,
             const char      *target,
             PhoneWatchKind   kinds,
             GError         **error)
{
  scripted_phone_set_presence (self, target, PHONE_PRESENCE_STATE_AVAILABLE, NULL);
  phone_contact_state_set_kinds (phone_find_watched (self, target), kinds);
  return phone_find_watched (self, target);
}

gboolean
phone_unwatch (Phone         *self,
               PhoneAccount  *account,
               const char    *target,
               GError       **error)
{
  PhoneContactState *contact = phone_find_watched (self, target);
  guint position;

  if (contact == NULL || !g_list_store_find (get_store (self), contact, &position))
    return FALSE;
  g_list_store_remove (get_store (self), position);
  return TRUE;
}

void
phone_set_presence (Phone              *self,
                    PhonePresenceState  state,
                    const char         *note)
{
  g_object_set_data (G_OBJECT (self), "scripted-presence", GINT_TO_POINTER (state));
  g_object_set_data_full (G_OBJECT (self), "scripted-presence-note", g_strdup (note), g_free);
}

const char *
phone_get_presence_note (Phone *self)
{
  return g_object_get_data (G_OBJECT (self), "scripted-presence-note");
}

PhonePresenceState
phone_get_presence (Phone *self)
{
  return GPOINTER_TO_INT (g_object_get_data (G_OBJECT (self), "scripted-presence"));
}

PhoneVoicemail *
phone_account_get_voicemail (PhoneAccount *self)
{
  PhoneVoicemail *voicemail = g_object_get_data (G_OBJECT (self), "scripted-voicemail");

  if (voicemail == NULL)
    {
      voicemail = phone_voicemail_new ();
      g_object_set_data_full (G_OBJECT (self), "scripted-voicemail", voicemail, g_object_unref);
    }
  return voicemail;
}
