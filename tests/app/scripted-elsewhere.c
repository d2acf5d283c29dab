/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* An address book elsewhere, of which nothing is read. */

#include "scripted-elsewhere.h"

struct _PhoneBook
{
  GObject parent_instance;

  PhoneBookState state;
  char *text;
  char *host;
  char *user;
  guint n_syncs;
};

G_DEFINE_FINAL_TYPE (PhoneBook, phone_book, G_TYPE_OBJECT)

enum
{
  PROP_STATE = 1,
  PROP_TEXT,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void
phone_book_get_property (GObject    *object,
                         guint       id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  if (id == PROP_STATE)
    g_value_set_uint (value, PHONE_BOOK (object)->state);
  else
    g_value_set_string (value, PHONE_BOOK (object)->text);
}

static void
phone_book_finalize (GObject *object)
{
  PhoneBook *self = PHONE_BOOK (object);

  g_free (self->text);
  g_free (self->host);
  g_free (self->user);
  G_OBJECT_CLASS (phone_book_parent_class)->finalize (object);
}

static void
phone_book_class_init (PhoneBookClass *klass)
{
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  G_OBJECT_CLASS (klass)->get_property = phone_book_get_property;
  G_OBJECT_CLASS (klass)->finalize = phone_book_finalize;
  props[PROP_STATE] = g_param_spec_uint ("state", NULL, NULL, 0, G_MAXUINT, 0, flags);
  props[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, NULL, flags);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, props);
}

static void
phone_book_init (PhoneBook *self)
{
}

PhoneBook *
phone_get_book (Phone *phone)
{
  PhoneBook *book = g_object_get_data (G_OBJECT (phone), "elsewhere");

  if (book == NULL)
    {
      book = g_object_new (PHONE_TYPE_BOOK, NULL);
      g_object_set_data_full (G_OBJECT (phone), "elsewhere", book, g_object_unref);
    }
  return book;
}

static void
set_state (PhoneBook      *self,
           PhoneBookState  state,
           const char     *text)
{
  self->state = state;
  g_set_str (&self->text, text);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATE]);
}

void
scripted_elsewhere_set_state (Phone          *phone,
                              PhoneBookState  state,
                              const char     *text)
{
  PhoneBook *self = phone_get_book (phone);

  g_set_str (&self->host, "contacts.example.org");
  g_set_str (&self->user, "amelie.hohenstein");
  set_state (self, state, text);
}

guint
scripted_elsewhere_get_n_syncs (Phone *phone)
{
  return phone_get_book (phone)->n_syncs;
}

PhoneBookState
phone_book_get_state (PhoneBook *self)
{
  return self->state;
}

const char *
phone_book_get_text (PhoneBook *self)
{
  return self->text;
}

const char *
phone_book_get_host (PhoneBook *self)
{
  return self->host;
}

const char *
phone_book_get_user (PhoneBook *self)
{
  return self->user;
}

gboolean
phone_book_is_open (const char *address)
{
  return g_str_has_prefix (address, "http:");
}

void
phone_book_join_async (PhoneBook            *self,
                       const PhoneBookLogin *login,
                       GCancellable         *cancellable,
                       GAsyncReadyCallback   callback,
                       gpointer              user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  if (g_str_equal (login->password, "wrong"))
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED, "no");
      return;
    }
  g_set_str (&self->host, "contacts.example.org");
  g_set_str (&self->user, login->user);
  set_state (self, PHONE_BOOK_STATE_RESTING, NULL);
  g_task_return_boolean (task, TRUE);
}

gboolean
phone_book_join_finish (PhoneBook     *self,
                        GAsyncResult  *result,
                        GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
phone_book_set_password (PhoneBook  *self,
                         const char *password)
{
  set_state (self, PHONE_BOOK_STATE_RESTING, NULL);
}

void
phone_book_leave (PhoneBook *self)
{
  g_clear_pointer (&self->host, g_free);
  set_state (self, PHONE_BOOK_STATE_NONE, NULL);
}

void
phone_book_sync (PhoneBook *self)
{
  self->n_syncs++;
}
