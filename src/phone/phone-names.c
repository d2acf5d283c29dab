/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What people call each other is theirs to say: a caller has the name one gave them, not the one they call themselves.
 * Calls, past calls and conversations know nothing of the people one knows; here they are told. */

#include "config.h"

#include "phone-names.h"

#include "phone-account-find.h"
#include "phone-book-private.h"
#include "phone-call-private.h"
#include "phone-conversation-private.h"
#include "phone-country.h"
#include "phone-history-private.h"
#include "phone-history-view.h"
#include "phone-people-private.h"
#include "phone-private.h"
#include "phone-spelling.h"

#define MOST_LISTS 4

struct _PhoneNames
{
  GObject parent_instance;

  PhonePeople *people;
  PhoneBook *book;
  GListModel *accounts;
  GListModel *lists[MOST_LISTS];
};

G_DEFINE_FINAL_TYPE (PhoneNames, phone_names, G_TYPE_OBJECT)

static void
phone_names_finalize (GObject *object)
{
  PhoneNames *self = PHONE_NAMES (object);

  phone_book_stop (self->book);
  g_object_unref (self->book);
  g_object_unref (self->people);
  g_object_unref (self->accounts);
  for (guint n = 0; n < MOST_LISTS; n++)
    g_clear_object (&self->lists[n]);

  G_OBJECT_CLASS (phone_names_parent_class)->finalize (object);
}

static void
phone_names_class_init (PhoneNamesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = phone_names_finalize;
}

static void
phone_names_init (PhoneNames *self)
{
}

static const char *
get_domain (PhoneAccount *account)
{
  return account != NULL ? sip_uri_get_host (phone_account_get_aor (account)) : NULL;
}

/* Whom nobody knows is a number, if they are one: written as people do. */
static const char *
find_name (PhoneNames    *self,
           PhoneAccount  *account,
           const char    *address,
           char         **spelled)
{
  PhonePerson *person = phone_people_find (self->people, get_domain (account), address);

  if (person == NULL)
    *spelled = phone_spelling_dup (self->people, get_domain (account), address);
  return person != NULL ? phone_person_get_name (person) : NULL;
}

void
phone_names_tell (PhoneNames *self,
                  gpointer    item)
{
  g_autofree char *spelled = NULL;
  const char *name;

  if (PHONE_IS_CALL (item))
    {
      name = find_name (self, phone_call_get_account (item), phone_call_get_remote_address (item), &spelled);
      phone_call_set_known_name (item, name, spelled);
    }
  else if (PHONE_IS_HISTORY_ENTRY (item))
    {
      name = find_name (self, phone_account_find_past (self->accounts, item), phone_history_entry_get_address (item),
                        &spelled);
      phone_history_entry_set_known_name (item, name, spelled);
    }
  else if (PHONE_IS_CONVERSATION (item))
    {
      name = find_name (self, phone_conversation_get_account (item), PHONE_CONVERSATION (item)->key, &spelled);
      phone_conversation_set_known_name (item, name);
      phone_conversation_set_spelled (item, spelled);
    }
}

static void
remote_address_cb (PhoneCall  *call,
                   GParamSpec *pspec,
                   PhoneNames *self)
{
  phone_names_tell (self, call);
}

static void
items_changed_cb (GListModel *list,
                  guint       position,
                  guint       removed,
                  guint       added,
                  PhoneNames *self)
{
  for (guint n = position; n < position + added; n++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (list, n);

      phone_names_tell (self, item);
      if (PHONE_IS_CALL (item)
          && g_signal_handler_find (item, G_SIGNAL_MATCH_FUNC | G_SIGNAL_MATCH_DATA, 0, 0, NULL,
                                    (gpointer) remote_address_cb, self) == 0)
        g_signal_connect_object (item, "notify::remote-address", G_CALLBACK (remote_address_cb), self,
                                 G_CONNECT_DEFAULT);
    }
}

static void
tell_all (PhoneNames *self)
{
  for (guint n = 0; n < MOST_LISTS && self->lists[n] != NULL; n++)
    items_changed_cb (self->lists[n], 0, 0, g_list_model_get_n_items (self->lists[n]), self);
}

static void accounts_changed_cb (PhoneNames *self);

/* What accounts say about their numbers may change: that it did is heard with anything else that is written down. */
static void
read_countries (PhoneNames *self)
{
  for (guint n = 0; n < g_list_model_get_n_items (self->accounts); n++)
    {
      g_autoptr (PhoneAccount) account = g_list_model_get_item (self->accounts, n); /* the list holds it */

      phone_people_choose_country (self->people, get_domain (account), phone_account_get_country (account));
      if (g_signal_handler_find (account, G_SIGNAL_MATCH_FUNC | G_SIGNAL_MATCH_DATA, 0, 0, NULL,
                                 (gpointer) accounts_changed_cb, self) == 0)
        g_signal_connect_object (account, "trusted", G_CALLBACK (accounts_changed_cb), self, G_CONNECT_SWAPPED);
    }
}

/* The first account of a person's own says in which country they are. */
static void
accounts_changed_cb (PhoneNames *self)
{
  const char *domain = NULL;

  read_countries (self);
  for (guint n = 0; domain == NULL && n < g_list_model_get_n_items (self->accounts); n++)
    {
      g_autoptr (PhoneAccount) account = g_list_model_get_item (self->accounts, n); /* the list holds it */

      if (!phone_account_is_practice (account))
        domain = get_domain (account);
    }
  phone_people_set_domain (self->people, domain);
  tell_all (self);
}

PhoneNames *
phone_names_new (PhonePeople  *people,
                 GListModel   *accounts,
                 GListModel  **lists)
{
  PhoneNames *self = g_object_new (PHONE_TYPE_NAMES, NULL);

  self->people = g_object_ref (people);
  self->book = phone_book_new (people);
  self->accounts = g_object_ref (accounts);
  g_signal_connect_object (accounts, "items-changed", G_CALLBACK (accounts_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (people, "changed", G_CALLBACK (tell_all), self, G_CONNECT_SWAPPED);
  for (guint n = 0; n < MOST_LISTS && lists[n] != NULL; n++)
    {
      self->lists[n] = g_object_ref (lists[n]);
      g_signal_connect_object (lists[n], "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_DEFAULT);
    }
  accounts_changed_cb (self);
  return self;
}

PhonePeople *
phone_names_get_people (PhoneNames *self)
{
  return self->people;
}

PhoneBook *
phone_names_get_book (PhoneNames *self)
{
  return self->book;
}

PhoneNames *
phone_make_names (Phone *self)
{
  g_autoptr (PhonePeople) people = phone_people_new (self->database);
  GListModel *lists[] = { phone_get_calls (self), G_LIST_MODEL (self->history), phone_conversations_get_all (self->conversations),
                          G_LIST_MODEL (phone_history_get_view (self->history)), NULL };

  phone_threads_set_people (phone_conversations_get_threads (self->conversations), people);
  return phone_names_new (people, phone_get_accounts (self), lists);
}

/**
 * phone_get_people:
 * @self: the phone
 *
 * Whom one knows.
 *
 * Returns: (transfer none): a list of #PhonePerson
 */
PhonePeople *
phone_get_people (Phone *self)
{
  g_return_val_if_fail (PHONE_IS_PHONE (self), NULL);

  return phone_names_get_people (self->names);
}

/**
 * phone_get_book:
 * @self: the phone
 *
 * The address book elsewhere that the people are kept in step with.
 *
 * Returns: (transfer none): the one there is, or could be
 */
PhoneBook *
phone_get_book (Phone *self)
{
  g_return_val_if_fail (PHONE_IS_PHONE (self), NULL);

  return phone_names_get_book (self->names);
}
