/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Presence as plain values: reachable or not, and what somebody is doing. Servers write it in many dialects; what is
 * common to them is taken and the rest is left.
 */

#include "ua-pidf.h"

#include "ua-text.h"
#include "ua-xml.h"

#define MAX_ID 128

static void
free_tuple (gpointer data)
{
  UaPidfTuple *tuple = data;

  g_free (tuple->id);
  g_free (tuple->contact);
  g_free (tuple->note);
  g_clear_pointer (&tuple->timestamp, g_date_time_unref);
  g_free (tuple);
}

/* "open" and "closed"; some servers write them in capitals. */
static UaPidfBasic
read_basic (UaXml *status)
{
  g_autofree char *text = ua_xml_dup_child_text (status, "basic", 16);

  if (text == NULL)
    return UA_PIDF_BASIC_UNKNOWN;
  if (g_ascii_strcasecmp (text, "open") == 0)
    return UA_PIDF_BASIC_OPEN;
  return g_ascii_strcasecmp (text, "closed") == 0 ? UA_PIDF_BASIC_CLOSED : UA_PIDF_BASIC_UNKNOWN;
}

static void
read_tuple (UaPidf *self,
            UaXml  *element)
{
  g_autofree char *timestamp = ua_xml_dup_child_text (element, "timestamp", 64);
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();

  if (self->tuples->len >= UA_PIDF_MAX_TUPLES)
    return;

  UaPidfTuple *tuple = g_new0 (UaPidfTuple, 1);

  tuple->id = ua_xml_dup_attribute (element, "id", MAX_ID);
  tuple->basic = read_basic (ua_xml_find (element, "status"));
  tuple->contact = ua_xml_dup_child_text (element, "contact", UA_TEXT_URI_MAX);
  tuple->note = ua_xml_dup_child_text (element, "note", UA_TEXT_NOTE_MAX);
  tuple->timestamp = timestamp != NULL ? g_date_time_new_from_iso8601 (timestamp, utc) : NULL;
  g_ptr_array_add (self->tuples, tuple);
}

/* RFC 4480 §3.2: an activity is the name of an empty element, or the words of <other>. */
static void
read_activities (UaXml     *activities,
                 GPtrArray *found)
{
  for (guint i = 0; activities != NULL && i < ua_xml_get_n_children (activities); i++)
    {
      UaXml *activity = ua_xml_get_child (activities, i);
      char *name;

      if (found->len >= UA_PIDF_MAX_ACTIVITIES)
        return;
      if (ua_xml_is (activity, "note") || ua_xml_is (activity, "unknown"))
        continue;
      name = ua_xml_is (activity, "other") ? ua_xml_dup_text (activity, UA_TEXT_NAME_MAX)
                                           : ua_text_dup (ua_xml_get_name (activity), UA_TEXT_NAME_MAX);
      if (name != NULL && g_ptr_array_find_with_equal_func (found, name, g_str_equal, NULL))
        g_free (name);
      else if (name != NULL)
        g_ptr_array_add (found, name);
    }
}

/* They stand in <person> (RFC 4479), and in older servers in <tuple> or its <status>. */
static void
read_element (UaPidf    *self,
              UaXml     *element,
              GPtrArray *activities)
{
  if (ua_xml_is (element, "tuple"))
    read_tuple (self, element);
  if (!ua_xml_is (element, "tuple") && !ua_xml_is (element, "person"))
    return;

  read_activities (ua_xml_find (element, "activities"), activities);
  read_activities (ua_xml_find (ua_xml_find (element, "status"), "activities"), activities);
  if (self->note == NULL && ua_xml_is (element, "person"))
    self->note = ua_xml_dup_child_text (element, "note", UA_TEXT_NOTE_MAX);
  if (self->note == NULL && ua_xml_is (element, "person"))
    self->note = ua_xml_dup_child_text (ua_xml_find (element, "activities"), "note", UA_TEXT_NOTE_MAX);
}

static UaPidfBasic
sum_up (GPtrArray *tuples)
{
  UaPidfBasic basic = UA_PIDF_BASIC_UNKNOWN;

  for (guint i = 0; i < tuples->len && basic != UA_PIDF_BASIC_OPEN; i++)
    {
      UaPidfTuple *tuple = g_ptr_array_index (tuples, i);

      if (tuple->basic != UA_PIDF_BASIC_UNKNOWN)
        basic = tuple->basic;
    }
  return basic;
}

/**
 * ua_pidf_parse:
 * @body: octets of a stranger
 * @error: %G_IO_ERROR_INVALID_DATA
 *
 * Reads a body of type application/pidf+xml (RFC 3863, RFC 4480). An empty body, which Kamailio sends of somebody who
 * published nothing, is no document; who gets one knows nothing.
 *
 * Returns: (transfer full) (nullable): how somebody is; %NULL with @error set
 */
UaPidf *
ua_pidf_parse (GBytes  *body,
               GError **error)
{
  g_autoptr (UaXml) root = ua_xml_parse (body, "presence", error);

  if (root == NULL)
    return NULL;

  UaPidf *self = g_atomic_rc_box_new0 (UaPidf);
  g_autoptr (GPtrArray) activities = g_ptr_array_new ();

  self->tuples = g_ptr_array_new_with_free_func (free_tuple);
  self->entity = ua_xml_dup_attribute (root, "entity", UA_TEXT_URI_MAX);
  self->note = ua_xml_dup_child_text (root, "note", UA_TEXT_NOTE_MAX);
  for (guint i = 0; i < ua_xml_get_n_children (root); i++)
    read_element (self, ua_xml_get_child (root, i), activities);
  self->basic = sum_up (self->tuples);
  g_ptr_array_add (activities, NULL);
  self->activities = (GStrv) g_ptr_array_steal (activities, NULL);
  return self;
}

/**
 * ua_pidf_ref:
 * @self: a presence
 *
 * Takes a reference.
 *
 * Returns: (transfer full): @self
 */
UaPidf *
ua_pidf_ref (UaPidf *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  UaPidf *self = data;

  g_free (self->entity);
  g_free (self->note);
  g_ptr_array_unref (self->tuples);
  g_strfreev (self->activities);
}

/**
 * ua_pidf_unref:
 * @self: (transfer full): a presence
 *
 * Gives a reference back.
 */
void
ua_pidf_unref (UaPidf *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, clear);
}

/**
 * ua_pidf_has_activity:
 * @self: a presence
 * @activity: as in RFC 4480 §3.2
 *
 * Tells whether somebody does that.
 *
 * Returns: %TRUE when they say so
 */
gboolean
ua_pidf_has_activity (UaPidf     *self,
                      const char *activity)
{
  g_return_val_if_fail (self != NULL && activity != NULL, FALSE);

  return g_strv_contains ((const char *const *) self->activities, activity);
}

/* An activity becomes the name of an element, so it has to be one of those that RFC 4480 names so. */
static gboolean
is_element_name (const char *text)
{
  for (const char *at = text; *at != '\0'; at++)
    {
      if (!g_ascii_islower (*at) && *at != '-')
        return FALSE;
    }
  return g_ascii_islower (*text);
}

static void
write_activity (GString    *text,
                const char *activity)
{
  g_autofree char *other = g_markup_printf_escaped ("<r:other>%s</r:other>", activity);

  if (is_element_name (activity))
    g_string_append_printf (text, "<r:%s/>", activity);
  else
    g_string_append (text, other);
}

static void
write_note (GString    *text,
            const char *prefix,
            const char *note)
{
  g_autofree char *clean = ua_text_dup (note, UA_TEXT_NOTE_MAX);
  g_autofree char *escaped = clean != NULL ? g_markup_escape_text (clean, -1) : NULL;

  if (escaped != NULL)
    g_string_append_printf (text, "<%snote>%s</%snote>", prefix, escaped, prefix);
}

/**
 * ua_pidf_build:
 * @entity: who we are, as "sip:…" or "pres:…"
 * @basic: whether we can be reached; unknown leaves the word out
 * @activities: (nullable) (array zero-terminated=1): what we do
 * @note: (nullable): in our own words
 *
 * Writes our own presence for a PUBLISH (RFC 3863, RFC 4479, RFC 4480).
 *
 * Returns: (transfer full): the body
 */
GBytes *
ua_pidf_build (const char        *entity,
               UaPidfBasic        basic,
               const char *const *activities,
               const char        *note)
{
  g_return_val_if_fail (entity != NULL, NULL);

  static const char *const words[] = { "", "<basic>open</basic>", "<basic>closed</basic>" };
  g_autofree char *escaped = g_markup_escape_text (entity, -1);
  GString *text = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\r\n");

  g_string_append_printf (text,
                          "<presence xmlns=\"urn:ietf:params:xml:ns:pidf\""
                          " xmlns:d=\"urn:ietf:params:xml:ns:pidf:data-model\""
                          " xmlns:r=\"urn:ietf:params:xml:ns:pidf:rpid\" entity=\"%s\">"
                          "<tuple id=\"earshot\"><status>%s</status><contact>%s</contact>",
                          escaped, words[basic], escaped);
  write_note (text, "", note);
  g_string_append (text, "</tuple><d:person id=\"me\"><r:activities>");
  for (guint i = 0; activities != NULL && activities[i] != NULL; i++)
    write_activity (text, activities[i]);
  g_string_append (text, activities != NULL && activities[0] != NULL ? "" : "<r:unknown/>");
  g_string_append (text, "</r:activities>");
  write_note (text, "d:", note);
  g_string_append (text, "</d:person></presence>\r\n");
  return g_string_free_to_bytes (text);
}
