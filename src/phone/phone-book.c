/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Who has an address book elsewhere wants to forget that there are two. So both are brought into step when the program
 * starts, a moment after somebody changed something here, when the network is back, and now and then; what goes wrong is
 * said in a sentence and tried again, but for a wrong password, which would lock a person out. */

#include "config.h"

#include "phone-book-private.h"

#include "dav-finder.h"
#include "phone-book-sync.h"
#include "phone-words.h"
#include "store-secrets.h"

/* Who types a name changes it letter by letter. */
#define CALM_S 3
#define REST_S (15 * 60)
#define TROUBLE_S 60

G_DEFINE_FINAL_TYPE (PhoneBook, phone_book, G_TYPE_OBJECT)

G_DEFINE_ENUM_TYPE (PhoneBookState,
                    phone_book_state,
                    G_DEFINE_ENUM_VALUE (PHONE_BOOK_STATE_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (PHONE_BOOK_STATE_RESTING, "resting"),
                    G_DEFINE_ENUM_VALUE (PHONE_BOOK_STATE_SYNCING, "syncing"),
                    G_DEFINE_ENUM_VALUE (PHONE_BOOK_STATE_TROUBLED, "troubled"))

enum
{
  PROP_STATE = 1,
  PROP_TEXT,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

void
phone_book_set_state (PhoneBook      *self,
                      PhoneBookState  state,
                      const char     *text)
{
  if (g_set_str (&self->text, text))
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_TEXT]);
  if (self->state == state)
    return;
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATE]);
}

static gboolean
timer_cb (gpointer data)
{
  PhoneBook *self = data;

  self->timer = 0;
  phone_book_begin (self);
  return G_SOURCE_REMOVE;
}

static void
begin_in (PhoneBook *self,
          guint      seconds)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  if (!self->stopped)
    self->timer = g_timeout_add_seconds (seconds, timer_cb, self);
}

void
phone_book_forget_server (PhoneBook *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->server);
  g_clear_handle_id (&self->timer, g_source_remove);
}

void
phone_book_take_place (PhoneBook *self,
                       StoreBook *place)
{
  g_clear_pointer (&self->place, store_book_free);
  self->place = place;
  g_clear_pointer (&self->host, g_free);
  self->host = place != NULL ? dav_finder_dup_host (place->url) : NULL;
}

/* --- In step --- */

static gboolean
is_final (const GError *error)
{
  return error->domain == DAV_ERROR
         && (error->code == DAV_ERROR_PASSWORD || error->code == DAV_ERROR_CERTIFICATE || error->code == DAV_ERROR_OPEN
             || error->code == DAV_ERROR_ELSEWHERE);
}

static void
synced_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (PhoneBook) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;
  guint patience;

  if (phone_book_sync_finish (PHONE_PEOPLE (source), result, &error))
    {
      g_clear_object (&self->cancellable);
      phone_book_set_state (self, PHONE_BOOK_STATE_RESTING, NULL);
      begin_in (self, self->again ? CALM_S : REST_S);
      return;
    }
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_info ("address book: %s", error->message);
  g_clear_object (&self->cancellable);
  words = phone_words_for_error (error);
  phone_book_set_state (self, PHONE_BOOK_STATE_TROUBLED, words);
  patience = dav_server_get_patience_s (self->server);
  if (!is_final (error))
    begin_in (self, MAX (TROUBLE_S, patience));
}

void
phone_book_begin (PhoneBook *self)
{
  if (self->stopped || self->place == NULL || self->password == NULL || !phone_people_is_loaded (self->people))
    return;
  self->again = self->cancellable != NULL;
  if (self->again)
    return;

  g_clear_handle_id (&self->timer, g_source_remove);
  self->cancellable = g_cancellable_new ();
  if (self->server == NULL)
    self->server = dav_server_new (self->place->user, self->password, self->place->open_host);
  phone_book_set_state (self, PHONE_BOOK_STATE_SYNCING, self->text);
  phone_book_sync_async (self->people, self->server, self->cancellable, synced_cb, g_object_ref (self));
}

/* --- What is kept --- */

static void
looked_up_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (PhoneBook) self = user_data;
  g_autoptr (GError) error = NULL;
  char *password = store_secrets_lookup_finish (result, &error);
  g_autoptr (GError) missing = g_error_new (DAV_ERROR, DAV_ERROR_PASSWORD, "no password is kept");
  g_autofree char *words = NULL;

  if (self->place != NULL && self->password == NULL && password != NULL)
    {
      self->password = g_strdup (password);
      phone_book_begin (self);
    }
  else if (self->place != NULL && self->password == NULL)
    {
      words = phone_words_for_error (error != NULL ? error : missing);
      phone_book_set_state (self, PHONE_BOOK_STATE_TROUBLED, words);
    }
  store_secrets_wipe (password);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (PhoneBook) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (StoreBookState) state = store_books_read_finish (STORE_DATABASE (source), result, &error);

  if (state == NULL || state->book == NULL || self->place != NULL || self->stopped)
    return;

  phone_book_take_place (self, g_steal_pointer (&state->book));
  phone_book_set_state (self, PHONE_BOOK_STATE_RESTING, NULL);
  store_secrets_lookup_async (PHONE_BOOK_SECRET, STORE_SECRET_ACCOUNT, NULL, looked_up_cb, g_object_ref (self));
}

static void
people_changed_cb (PhoneBook *self)
{
  StoreDatabase *database = phone_people_get_database (self->people);

  if (!phone_people_is_loaded (self->people) || database == NULL || self->stopped)
    return;
  if (!self->read)
    store_books_read_async (database, NULL, read_cb, g_object_ref (self));
  else if (self->cancellable != NULL)
    self->again = TRUE;
  else if (self->place != NULL && self->password != NULL && self->state == PHONE_BOOK_STATE_RESTING)
    begin_in (self, CALM_S);
  self->read = TRUE;
}

static void
network_cb (PhoneBook *self)
{
  if (g_network_monitor_get_network_available (g_network_monitor_get_default ())
      && self->state == PHONE_BOOK_STATE_TROUBLED && self->timer != 0)
    begin_in (self, CALM_S);
}

/* --- The object --- */

static void
phone_book_get_property (GObject    *object,
                         guint       prop_id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  PhoneBook *self = PHONE_BOOK (object);

  switch (prop_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_TEXT:
      g_value_set_string (value, self->text);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
phone_book_finalize (GObject *object)
{
  PhoneBook *self = PHONE_BOOK (object);

  phone_book_forget_server (self);
  phone_book_take_place (self, NULL);
  store_secrets_wipe (self->password);
  g_object_unref (self->people);
  g_free (self->text);

  G_OBJECT_CLASS (phone_book_parent_class)->finalize (object);
}

static void
phone_book_class_init (PhoneBookClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = phone_book_get_property;
  object_class->finalize = phone_book_finalize;

  /**
   * PhoneBook:state:
   *
   * How it is with it.
   */
  props[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, PHONE_TYPE_BOOK_STATE, PHONE_BOOK_STATE_NONE,
                                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * PhoneBook:text: (nullable)
   *
   * What is wrong, in a sentence; %NULL: nothing.
   */
  props[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
phone_book_init (PhoneBook *self)
{
}

PhoneBook *
phone_book_new (PhonePeople *people)
{
  PhoneBook *self = g_object_new (PHONE_TYPE_BOOK, NULL);

  self->people = g_object_ref (people);
  g_signal_connect_object (people, "changed", G_CALLBACK (people_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (g_network_monitor_get_default (), "network-changed", G_CALLBACK (network_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

void
phone_book_stop (PhoneBook *self)
{
  self->stopped = TRUE;
  phone_book_forget_server (self);
}

/**
 * phone_book_sync:
 * @self: the address book
 *
 * Brings both into step now.
 */
void
phone_book_sync (PhoneBook *self)
{
  g_return_if_fail (PHONE_IS_BOOK (self));

  phone_book_begin (self);
}

/**
 * phone_book_is_open:
 * @address: what somebody typed
 *
 * Whether it asks for a way without encryption.
 *
 * Returns: %TRUE when others could read along
 */
gboolean
phone_book_is_open (const char *address)
{
  g_return_val_if_fail (address != NULL, FALSE);

  return dav_finder_is_open (address);
}

/**
 * phone_book_get_state:
 * @self: the address book
 *
 * How it is with it.
 *
 * Returns: the state
 */
PhoneBookState
phone_book_get_state (PhoneBook *self)
{
  g_return_val_if_fail (PHONE_IS_BOOK (self), PHONE_BOOK_STATE_NONE);

  return self->state;
}

/**
 * phone_book_get_text:
 * @self: the address book
 *
 * What is wrong.
 *
 * Returns: (nullable): a sentence; %NULL: nothing
 */
const char *
phone_book_get_text (PhoneBook *self)
{
  g_return_val_if_fail (PHONE_IS_BOOK (self), NULL);

  return self->text;
}

/**
 * phone_book_get_host:
 * @self: the address book
 *
 * Whose server it is on.
 *
 * Returns: (nullable): the server; %NULL: there is none
 */
const char *
phone_book_get_host (PhoneBook *self)
{
  g_return_val_if_fail (PHONE_IS_BOOK (self), NULL);

  return self->host;
}

/**
 * phone_book_get_user:
 * @self: the address book
 *
 * Who one is there.
 *
 * Returns: (nullable): the user; %NULL: there is none
 */
const char *
phone_book_get_user (PhoneBook *self)
{
  g_return_val_if_fail (PHONE_IS_BOOK (self), NULL);

  return self->place != NULL ? self->place->user : NULL;
}

/**
 * phone_book_get_name:
 * @self: the address book
 *
 * What it is called there.
 *
 * Returns: (nullable): the name; %NULL: there is none
 */
const char *
phone_book_get_name (PhoneBook *self)
{
  g_return_val_if_fail (PHONE_IS_BOOK (self), NULL);

  return self->place != NULL ? self->place->name : NULL;
}
