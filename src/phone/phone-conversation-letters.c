/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Files that no message holds lie on a server, and a letter says where. What comes is shown with what its writer says of it;
 * nothing is fetched until the person wants it. */

#include "config.h"

#include "phone-conversation-files.h"

/* What is fetched later must be safe to ask for: encrypted, with nobody's name and password before the host. */
static gboolean
may_be_fetched (const char *text)
{
  g_autoptr (GUri) url = g_uri_parse (text, G_URI_FLAGS_NONE, NULL);

  return url != NULL && g_str_equal (g_uri_get_scheme (url), "https") && g_uri_get_host (url) != NULL
         && *g_uri_get_host (url) != '\0' && g_uri_get_userinfo (url) == NULL;
}

UaFileLetter *
phone_conversation_read_letter (GBytes *body)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (UaFileLetter) letter = ua_file_letter_parse (body, &error);

  if (letter != NULL && may_be_fetched (letter->url))
    return g_steal_pointer (&letter);

  g_info ("a file on a server: %s", error != NULL ? error->message : "its place is none to fetch from");
  return NULL;
}

PhoneMessage *
phone_conversation_receive_letter (PhoneConversation  *self,
                                   const UaFileLetter *letter)
{
  const StoreFile row = { NULL, letter->name, letter->type, letter->size, letter->url, NULL };

  phone_conversation_take_typing (self, 0);
  return phone_conversation_append_file (self, STORE_MESSAGE_STATE_RECEIVED, &row);
}
