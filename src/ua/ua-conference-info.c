/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Who sits in a conference, as the conference itself tells it: a tree of users, devices and media that comes whole
 * once and then as changes of its branches.
 */

#include "ua-conference-info.h"

#include "ua-text.h"
#include "ua-xml.h"

#define MAX_WORD 32

static void
free_media (gpointer data)
{
  UaConferenceMedia *media = data;

  g_free (media->id);
  g_free (media->type);
  g_free (media->direction);
  g_free (media);
}

static void
clear_endpoint (gpointer data)
{
  UaConferenceEndpoint *endpoint = data;

  g_free (endpoint->entity);
  g_free (endpoint->name);
  g_free (endpoint->status);
  g_ptr_array_unref (endpoint->media);
}

static void
unref_endpoint (gpointer data)
{
  g_atomic_rc_box_release_full (data, clear_endpoint);
}

static void
clear_user (gpointer data)
{
  UaConferenceUser *user = data;

  g_free (user->entity);
  g_free (user->name);
  g_ptr_array_unref (user->endpoints);
}

static void
unref_user (gpointer data)
{
  g_atomic_rc_box_release_full (data, clear_user);
}

static void
clear (gpointer data)
{
  UaConferenceInfo *self = data;

  g_free (self->entity);
  g_free (self->subject);
  g_free (self->name);
  g_ptr_array_unref (self->users);
}

static gboolean
has_state (UaXml      *element,
           const char *state)
{
  return g_strcmp0 (ua_xml_get_attribute (element, "state"), state) == 0;
}

static void
read_media (UaXml     *element,
            GPtrArray *all)
{
  UaConferenceMedia *media = g_new0 (UaConferenceMedia, 1);

  media->id = ua_xml_dup_attribute (element, "id", UA_TEXT_NAME_MAX);
  media->type = ua_xml_dup_child_text (element, "type", MAX_WORD);
  media->direction = ua_xml_dup_child_text (element, "status", MAX_WORD);
  g_ptr_array_add (all, media);
}

static void
read_endpoint (UaXml     *element,
               GPtrArray *all)
{
  UaConferenceEndpoint *endpoint = g_atomic_rc_box_new0 (UaConferenceEndpoint);

  endpoint->entity = ua_xml_dup_attribute (element, "entity", UA_TEXT_URI_MAX);
  endpoint->name = ua_xml_dup_child_text (element, "display-text", UA_TEXT_NAME_MAX);
  endpoint->status = ua_xml_dup_child_text (element, "status", MAX_WORD);
  endpoint->gone = has_state (element, "deleted");
  endpoint->media = g_ptr_array_new_with_free_func (free_media);
  for (guint i = 0; i < ua_xml_get_n_children (element) && endpoint->media->len < UA_CONFERENCE_INFO_MAX_MEDIA; i++)
    {
      if (ua_xml_is (ua_xml_get_child (element, i), "media"))
        read_media (ua_xml_get_child (element, i), endpoint->media);
    }
  g_ptr_array_add (all, endpoint);
}

static UaConferenceUser *
make_user (const char *entity,
           const char *name)
{
  UaConferenceUser *user = g_atomic_rc_box_new0 (UaConferenceUser);

  user->entity = g_strdup (entity);
  user->name = g_strdup (name);
  user->endpoints = g_ptr_array_new_with_free_func (unref_endpoint);
  return user;
}

static void
read_user (UaXml     *element,
           GPtrArray *all)
{
  g_autofree char *entity = ua_xml_dup_attribute (element, "entity", UA_TEXT_URI_MAX);
  g_autofree char *name = ua_xml_dup_child_text (element, "display-text", UA_TEXT_NAME_MAX);
  UaConferenceUser *user = make_user (entity, name);

  user->whole = !has_state (element, "partial") && !has_state (element, "deleted");
  user->gone = has_state (element, "deleted");
  for (guint i = 0;
       i < ua_xml_get_n_children (element) && user->endpoints->len < UA_CONFERENCE_INFO_MAX_ENDPOINTS; i++)
    {
      if (ua_xml_is (ua_xml_get_child (element, i), "endpoint"))
        read_endpoint (ua_xml_get_child (element, i), user->endpoints);
    }
  g_ptr_array_add (all, user);
}

static void
read_users (UaXml     *users,
            GPtrArray *all)
{
  for (guint i = 0; users != NULL && i < ua_xml_get_n_children (users) && all->len < UA_CONFERENCE_INFO_MAX_USERS; i++)
    {
      if (ua_xml_is (ua_xml_get_child (users, i), "user"))
        read_user (ua_xml_get_child (users, i), all);
    }
}

static UaConferenceInfo *
make (void)
{
  UaConferenceInfo *self = g_atomic_rc_box_new0 (UaConferenceInfo);

  self->users = g_ptr_array_new_with_free_func (unref_user);
  return self;
}

/**
 * ua_conference_info_parse:
 * @body: octets of a stranger
 * @error: %G_IO_ERROR_INVALID_DATA
 *
 * Reads a body of type application/conference-info+xml (RFC 4575 §5).
 *
 * Returns: (transfer full) (nullable): the document; %NULL with @error set
 */
UaConferenceInfo *
ua_conference_info_parse (GBytes  *body,
                          GError **error)
{
  g_autoptr (UaXml) root = ua_xml_parse (body, "conference-info", error);

  if (root == NULL)
    return NULL;

  UaConferenceInfo *self = make ();
  UaXml *description = ua_xml_find (root, "conference-description");
  g_autofree char *count = ua_xml_dup_child_text (ua_xml_find (root, "conference-state"), "user-count", 16);
  guint64 n_users = 0;

  self->entity = ua_xml_dup_attribute (root, "entity", UA_TEXT_URI_MAX);
  ua_xml_get_number (root, "version", &self->version);
  self->gone = has_state (root, "deleted");
  self->whole = !has_state (root, "partial") && !self->gone;
  self->subject = ua_xml_dup_child_text (description, "subject", UA_TEXT_NOTE_MAX);
  self->name = ua_xml_dup_child_text (description, "display-text", UA_TEXT_NAME_MAX);
  read_users (ua_xml_find (root, "users"), self->users);
  self->n_users = self->users->len;
  if (count != NULL && g_ascii_string_to_unsigned (count, 10, 0, G_MAXUINT, &n_users, NULL))
    self->n_users = (guint) n_users;
  return self;
}

static UaConferenceUser *
find_user (UaConferenceInfo *self,
           const char       *entity)
{
  for (guint i = 0; i < self->users->len; i++)
    {
      UaConferenceUser *user = g_ptr_array_index (self->users, i);

      if (g_strcmp0 (user->entity, entity) == 0)
        return user;
    }
  return NULL;
}

static gboolean
has_endpoint (UaConferenceUser *user,
              const char       *entity)
{
  for (guint i = 0; i < user->endpoints->len; i++)
    {
      UaConferenceEndpoint *endpoint = g_ptr_array_index (user->endpoints, i);

      if (g_strcmp0 (endpoint->entity, entity) == 0)
        return TRUE;
    }
  return FALSE;
}

static UaConferenceUser *
merge_user (UaConferenceUser *known,
            UaConferenceUser *news)
{
  UaConferenceUser *merged = make_user (news->entity, news->name != NULL ? news->name : known->name);

  merged->whole = TRUE;
  for (guint i = 0; i < known->endpoints->len; i++)
    {
      UaConferenceEndpoint *endpoint = g_ptr_array_index (known->endpoints, i);

      if (!has_endpoint (news, endpoint->entity))
        g_ptr_array_add (merged->endpoints, g_atomic_rc_box_acquire (endpoint));
    }
  for (guint i = 0; i < news->endpoints->len && merged->endpoints->len < UA_CONFERENCE_INFO_MAX_ENDPOINTS; i++)
    {
      UaConferenceEndpoint *endpoint = g_ptr_array_index (news->endpoints, i);

      if (!endpoint->gone)
        g_ptr_array_add (merged->endpoints, g_atomic_rc_box_acquire (endpoint));
    }
  return merged;
}

/* What becomes of the users: who is in the news is changed, replaced or gone, everybody else stays. */
static void
merge_users (UaConferenceInfo *merged,
             UaConferenceInfo *known,
             UaConferenceInfo *news)
{
  for (guint i = 0; i < known->users->len; i++)
    {
      UaConferenceUser *user = g_ptr_array_index (known->users, i);
      UaConferenceUser *change = find_user (news, user->entity);

      if (change == NULL)
        g_ptr_array_add (merged->users, g_atomic_rc_box_acquire (user));
      else if (change->whole)
        g_ptr_array_add (merged->users, g_atomic_rc_box_acquire (change));
      else if (!change->gone)
        g_ptr_array_add (merged->users, merge_user (user, change));
    }
  for (guint i = 0; i < news->users->len && merged->users->len < UA_CONFERENCE_INFO_MAX_USERS; i++)
    {
      UaConferenceUser *user = g_ptr_array_index (news->users, i);

      if (!user->gone && find_user (known, user->entity) == NULL)
        g_ptr_array_add (merged->users, g_atomic_rc_box_acquire (user));
    }
}

static UaConferenceInfo *
merge_part (UaConferenceInfo *known,
            UaConferenceInfo *news)
{
  UaConferenceInfo *merged = make ();

  merged->entity = g_strdup (news->entity != NULL ? news->entity : known->entity);
  merged->version = news->version;
  merged->whole = TRUE;
  merged->gone = news->gone;
  merged->subject = g_strdup (news->subject != NULL ? news->subject : known->subject);
  merged->name = g_strdup (news->name != NULL ? news->name : known->name);
  merge_users (merged, known, news);
  merged->n_users = MAX (merged->users->len, news->n_users);
  return merged;
}

/**
 * ua_conference_info_merge:
 * @known: (nullable): what is known
 * @news: what came
 * @verdict: (out) (optional): what it was worth
 *
 * Brings what is known up to date (RFC 4575 §4.6).
 *
 * Returns: (transfer full) (nullable): what is known now; %NULL when that is still nothing
 */
UaConferenceInfo *
ua_conference_info_merge (UaConferenceInfo *known,
                          UaConferenceInfo *news,
                          UaNews           *verdict)
{
  g_return_val_if_fail (news != NULL, NULL);

  UaNews worth = ua_news_judge (known != NULL ? (gint64) known->version : -1, news->version, news->whole);

  if (verdict != NULL)
    *verdict = worth;
  if (worth == UA_NEWS_WHOLE)
    return ua_conference_info_ref (news);
  if (worth == UA_NEWS_PART)
    return merge_part (known, news);
  return known != NULL ? ua_conference_info_ref (known) : NULL;
}

/**
 * ua_conference_info_ref:
 * @self: who is in a conference
 *
 * Takes a reference.
 *
 * Returns: (transfer full): @self
 */
UaConferenceInfo *
ua_conference_info_ref (UaConferenceInfo *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

/**
 * ua_conference_info_unref:
 * @self: (transfer full): who is in a conference
 *
 * Gives a reference back.
 */
void
ua_conference_info_unref (UaConferenceInfo *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, clear);
}
