/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: nobody should type an address twice. What was typed is looked for in the names and
 * addresses of those one knows, and of those one has called or written to. */

#include "app-suggestions.h"

#include "app-closures.h"
#include "phone-number.h"

#define MOST_SUGGESTIONS 4
#define MOST_LOOKED_AT 500 /* entries of the history, newest first: a key press must not wait */

struct _AppSuggestion
{
  GObject parent_instance;

  char *name;
  char *address;
};

G_DEFINE_FINAL_TYPE (AppSuggestion, app_suggestion, G_TYPE_OBJECT)

static void
app_suggestion_finalize (GObject *object)
{
  AppSuggestion *self = APP_SUGGESTION (object);

  g_free (self->name);
  g_free (self->address);
  G_OBJECT_CLASS (app_suggestion_parent_class)->finalize (object);
}

static void
app_suggestion_class_init (AppSuggestionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = app_suggestion_finalize;
}

static void
app_suggestion_init (AppSuggestion *self)
{
}

/**
 * app_suggestion_get_name:
 * @self: a suggestion
 *
 * Returns: (transfer none): who it is
 */
const char *
app_suggestion_get_name (AppSuggestion *self)
{
  g_return_val_if_fail (APP_IS_SUGGESTION (self), NULL);

  return self->name;
}

/**
 * app_suggestion_get_address:
 * @self: a suggestion
 *
 * Returns: (transfer none): the address to call or write to
 */
const char *
app_suggestion_get_address (AppSuggestion *self)
{
  g_return_val_if_fail (APP_IS_SUGGESTION (self), NULL);

  return self->address;
}

static gboolean
fits (const char *needle,
      const char *text)
{
  g_autofree char *folded = g_utf8_casefold (text != NULL ? text : "", -1);

  return strstr (folded, needle) != NULL;
}

/* The domain says where somebody is, not who; it counts once an @ has been typed. */
static gboolean
fits_address (const char *needle,
              const char *address)
{
  g_autofree char *plain = app_closures_plain_address (address);
  char *at = strchr (plain, '@');

  if (at != NULL && strchr (needle, '@') == NULL)
    *at = '\0';
  return fits (needle, plain);
}

static gboolean
is_known (GListStore *store,
          const char *address)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (store));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (AppSuggestion) other = g_list_model_get_item (G_LIST_MODEL (store), i);

      if (g_ascii_strcasecmp (other->address, address) == 0)
        return TRUE;
    }
  return FALSE;
}

/* Numbers are the same with and without blanks, and with what is dialled before them: "030 12" is in "+49 30 123456". */
static gboolean
fits_number (const char *needle,
             const char *value)
{
  g_autofree char *typed = phone_number_clean (needle);
  g_autofree char *number = typed != NULL && value != NULL ? phone_number_clean (value) : NULL;
  const char *digits = typed;

  while (digits != NULL && (*digits == '0' || *digits == '+'))
    digits++;
  return number != NULL && strlen (digits) >= 2 && strstr (number, digits) != NULL;
}

static void
consider (GListStore *store,
          const char *needle,
          const char *name,
          const char *address)
{
  g_autoptr (AppSuggestion) suggestion = NULL;

  if (g_list_model_get_n_items (G_LIST_MODEL (store)) >= MOST_SUGGESTIONS)
    return;
  if (address == NULL || is_known (store, address)
      || (!fits (needle, name) && !fits_address (needle, address) && !fits_number (needle, name)))
    return;
  suggestion = g_object_new (APP_TYPE_SUGGESTION, NULL);
  suggestion->name = g_strdup (name != NULL && *name != '\0' ? name : address);
  suggestion->address = g_strdup (address);
  g_list_store_append (store, suggestion);
}

/* All ways to call somebody whose name fits; of anybody else those that fit themselves. */
static void
consider_person (GListStore  *store,
                 const char  *needle,
                 PhonePerson *person)
{
  const char *name = phone_person_get_name (person);
  gboolean is_meant = fits (needle, name);

  for (guint n = 0; n < phone_person_get_n_addresses (person); n++)
    {
      const char *value;
      PhoneAddressKind kind = phone_person_get_address (person, n, &value, NULL);

      if (kind == PHONE_ADDRESS_EMAIL)
        continue;
      if (is_meant || fits_address (needle, value) || (kind == PHONE_ADDRESS_PHONE && fits_number (needle, value)))
        consider (store, "", name, value);
    }
}

static gboolean
wants_more (GListStore *store,
            GListModel *source,
            guint       position)
{
  return position < MIN (g_list_model_get_n_items (source), MOST_LOOKED_AT)
         && g_list_model_get_n_items (G_LIST_MODEL (store)) < MOST_SUGGESTIONS;
}

/**
 * app_suggestions_find:
 * @phone: a phone
 * @text: what was typed so far
 * @store: a list of #AppSuggestion
 *
 * Fills @store anew with at most four people whose name or address holds @text, case aside.
 * The domain of an address is looked at once @text has an @.
 */
void
app_suggestions_find (Phone      *phone,
                      const char *text,
                      GListStore *store)
{
  g_autofree char *stripped = NULL;
  g_autofree char *needle = NULL;
  PhonePeople *people;
  GListModel *conversations;
  GListModel *history;

  g_return_if_fail (PHONE_IS_PHONE (phone));
  g_return_if_fail (text != NULL);
  g_return_if_fail (G_IS_LIST_STORE (store));

  g_list_store_remove_all (store);
  stripped = g_strstrip (g_strdup (text));
  if (*stripped == '\0')
    return;
  needle = g_utf8_casefold (stripped, -1);

  people = phone_get_people (phone);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (people))
                    && g_list_model_get_n_items (G_LIST_MODEL (store)) < MOST_SUGGESTIONS; i++)
    {
      g_autoptr (PhonePerson) one = g_list_model_get_item (G_LIST_MODEL (people), i);

      consider_person (store, needle, one);
    }
  conversations = phone_get_conversations (phone);
  for (guint i = 0; wants_more (store, conversations, i); i++)
    {
      g_autoptr (PhoneConversation) one = g_list_model_get_item (conversations, i);

      consider (store, needle, phone_conversation_get_title (one), phone_conversation_get_address (one));
    }
  history = G_LIST_MODEL (phone_get_history (phone));
  for (guint i = 0; wants_more (store, history, i); i++)
    {
      g_autoptr (PhoneHistoryEntry) one = g_list_model_get_item (history, i);

      consider (store, needle, phone_history_entry_get_name (one), phone_history_entry_get_address (one));
    }
}
