/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the registrar keeps of us and of our other devices: so a phone learns that it was put off the list, which no
 * REGISTER of its own would tell it before the next one.
 */

#include "ua-reginfo.h"

#include "sip-uri.h"
#include "ua-text.h"
#include "ua-xml.h"

#define MAX_ID 256

static void
free_contact (gpointer data)
{
  UaRegContact *contact = data;

  g_free (contact->id);
  g_free (contact->uri);
  g_free (contact->name);
  g_free (contact->event);
  g_free (contact->public_gruu);
  g_free (contact);
}

static void
clear_registration (gpointer data)
{
  UaRegistration *registration = data;

  g_free (registration->id);
  g_free (registration->address);
  g_ptr_array_unref (registration->contacts);
}

static void
unref_registration (gpointer data)
{
  g_atomic_rc_box_release_full (data, clear_registration);
}

static void
clear (gpointer data)
{
  UaReginfo *self = data;

  g_ptr_array_unref (self->registrations);
}

static UaReginfo *
make (guint32  version,
      gboolean whole)
{
  UaReginfo *self = g_atomic_rc_box_new0 (UaReginfo);

  self->version = version;
  self->whole = whole;
  self->registrations = g_ptr_array_new_with_free_func (unref_registration);
  return self;
}

static gboolean
is_active (UaXml *element)
{
  return g_strcmp0 (ua_xml_get_attribute (element, "state"), "active") == 0;
}

static UaRegContact *
read_contact (UaXml *element)
{
  UaRegContact *contact = g_new0 (UaRegContact, 1);

  contact->id = ua_xml_dup_attribute (element, "id", MAX_ID);
  contact->uri = ua_xml_dup_child_text (element, "uri", UA_TEXT_URI_MAX);
  contact->name = ua_xml_dup_child_text (element, "display-name", UA_TEXT_NAME_MAX);
  contact->active = is_active (element);
  contact->event = ua_xml_dup_attribute (element, "event", 32);
  contact->public_gruu = ua_xml_dup_attribute (ua_xml_find (element, "pub-gruu"), "uri", UA_TEXT_URI_MAX);
  ua_xml_get_number (element, "expires", &contact->expires_s);
  ua_xml_get_number (element, "retry-after", &contact->retry_after_s);
  return contact;
}

static UaRegistration *
read_registration (UaXml *element)
{
  UaRegistration *registration = g_atomic_rc_box_new0 (UaRegistration);

  registration->id = ua_xml_dup_attribute (element, "id", MAX_ID);
  registration->address = ua_xml_dup_attribute (element, "aor", UA_TEXT_URI_MAX);
  registration->active = is_active (element);
  registration->contacts = g_ptr_array_new_with_free_func (free_contact);
  for (guint i = 0; i < ua_xml_get_n_children (element) && registration->contacts->len < UA_REGINFO_MAX_CONTACTS; i++)
    {
      UaXml *child = ua_xml_get_child (element, i);

      if (ua_xml_is (child, "contact"))
        g_ptr_array_add (registration->contacts, read_contact (child));
    }
  return registration;
}

/**
 * ua_reginfo_parse:
 * @body: octets of a stranger
 * @error: %G_IO_ERROR_INVALID_DATA
 *
 * Reads a body of type application/reginfo+xml (RFC 3680 §5).
 *
 * Returns: (transfer full) (nullable): the document; %NULL with @error set
 */
UaReginfo *
ua_reginfo_parse (GBytes  *body,
                  GError **error)
{
  g_autoptr (UaXml) root = ua_xml_parse (body, "reginfo", error);
  guint32 version = 0;

  if (root == NULL)
    return NULL;
  ua_xml_get_number (root, "version", &version);

  UaReginfo *self = make (version, g_strcmp0 (ua_xml_get_attribute (root, "state"), "partial") != 0);

  for (guint i = 0; i < ua_xml_get_n_children (root) && self->registrations->len < UA_REGINFO_MAX_REGISTRATIONS; i++)
    {
      UaXml *element = ua_xml_get_child (root, i);

      if (ua_xml_is (element, "registration"))
        g_ptr_array_add (self->registrations, read_registration (element));
    }
  return self;
}

static gboolean
has_registration (UaReginfo  *self,
                  const char *id)
{
  for (guint i = 0; i < self->registrations->len; i++)
    {
      UaRegistration *registration = g_ptr_array_index (self->registrations, i);

      if (g_strcmp0 (registration->id, id) == 0)
        return TRUE;
    }
  return FALSE;
}

static UaReginfo *
merge_part (UaReginfo *known,
            UaReginfo *news)
{
  UaReginfo *merged = make (news->version, TRUE);

  for (guint i = 0; i < known->registrations->len; i++)
    {
      UaRegistration *registration = g_ptr_array_index (known->registrations, i);

      if (!has_registration (news, registration->id))
        g_ptr_array_add (merged->registrations, g_atomic_rc_box_acquire (registration));
    }
  for (guint i = 0; i < news->registrations->len && merged->registrations->len < UA_REGINFO_MAX_REGISTRATIONS; i++)
    g_ptr_array_add (merged->registrations, g_atomic_rc_box_acquire (g_ptr_array_index (news->registrations, i)));
  return merged;
}

/**
 * ua_reginfo_merge:
 * @known: (nullable): what is known
 * @news: what came
 * @verdict: (out) (optional): what it was worth
 *
 * Brings what is known up to date (RFC 3680 §5.1).
 *
 * Returns: (transfer full) (nullable): what is known now; %NULL when that is still nothing
 */
UaReginfo *
ua_reginfo_merge (UaReginfo *known,
                  UaReginfo *news,
                  UaNews    *verdict)
{
  g_return_val_if_fail (news != NULL, NULL);

  UaNews worth = ua_news_judge (known != NULL ? (gint64) known->version : -1, news->version, news->whole);

  if (verdict != NULL)
    *verdict = worth;
  if (worth == UA_NEWS_WHOLE)
    return ua_reginfo_ref (news);
  if (worth == UA_NEWS_PART)
    return merge_part (known, news);
  return known != NULL ? ua_reginfo_ref (known) : NULL;
}

static gboolean
is_same_place (const char *text,
               SipUri     *uri)
{
  g_autoptr (SipUri) other = text != NULL ? sip_uri_parse (text, -1, NULL) : NULL;

  return other != NULL && g_strcmp0 (sip_uri_get_user (other), sip_uri_get_user (uri)) == 0
         && g_strcmp0 (sip_uri_get_host (other), sip_uri_get_host (uri)) == 0
         && sip_uri_get_port (other) == sip_uri_get_port (uri);
}

/**
 * ua_reginfo_find:
 * @self: who is registered where
 * @uri: a contact, ours for one
 *
 * Finds a binding; parameters, which registrars add and leave out, do not count. One that is active comes before those
 * that are over.
 *
 * Returns: (transfer none) (nullable): the binding; %NULL when it is not told of
 */
UaRegContact *
ua_reginfo_find (UaReginfo  *self,
                 const char *uri)
{
  g_return_val_if_fail (self != NULL && uri != NULL, NULL);

  g_autoptr (SipUri) wanted = sip_uri_parse (uri, -1, NULL);
  UaRegContact *gone = NULL;

  for (guint i = 0; wanted != NULL && i < self->registrations->len; i++)
    {
      UaRegistration *registration = g_ptr_array_index (self->registrations, i);

      for (guint j = 0; j < registration->contacts->len; j++)
        {
          UaRegContact *contact = g_ptr_array_index (registration->contacts, j);

          if (!is_same_place (contact->uri, wanted))
            continue;
          if (contact->active)
            return contact;
          gone = gone != NULL ? gone : contact;
        }
    }
  return gone;
}

/**
 * ua_reginfo_ref:
 * @self: who is registered where
 *
 * Takes a reference.
 *
 * Returns: (transfer full): @self
 */
UaReginfo *
ua_reginfo_ref (UaReginfo *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

/**
 * ua_reginfo_unref:
 * @self: (transfer full): who is registered where
 *
 * Gives a reference back.
 */
void
ua_reginfo_unref (UaReginfo *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, clear);
}
