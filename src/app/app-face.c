/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: who calls, called or wrote is somebody with a face, wherever they are shown; and no list has to know the
 * people one knows for that. */

#include "app-face.h"

#include "app-closures.h"
#include "app-portrait.h"
#include "app-row-menu.h"

struct _AppFace
{
  AdwBin parent_instance;

  AdwAvatar *avatar;
  char *address;
  GSignalGroup *people; /* of the phone around it */
  PhonePerson *person;  /* who is shown; NULL: nobody one knows */
  GBinding *portrait;
};

G_DEFINE_FINAL_TYPE (AppFace, app_face, ADW_TYPE_BIN)

enum
{
  PROP_ADDRESS = 1,
  PROP_TEXT,
  PROP_SIZE,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void
show_person (AppFace     *self,
             PhonePeople *people,
             PhonePerson *person)
{
  if (person == self->person)
    return;

  g_clear_pointer (&self->portrait, g_binding_unbind);
  adw_avatar_set_custom_image (self->avatar, NULL);
  g_set_object (&self->person, person);
  if (person != NULL)
    self->portrait = app_portrait_bind (self->avatar, people, person);
}

static void
update (AppFace *self)
{
  g_autoptr (PhonePeople) people = g_signal_group_dup_target (self->people);
  PhonePerson *person =
    people != NULL && self->address != NULL ? phone_people_find (people, NULL, self->address) : NULL;

  show_person (self, people, person);
}

static void
app_face_map (GtkWidget *widget)
{
  AppFace *self = APP_FACE (widget);
  g_autoptr (Phone) phone = NULL;

  GTK_WIDGET_CLASS (app_face_parent_class)->map (widget);
  phone = app_row_menu_find_phone (widget);
  g_signal_group_set_target (self->people, phone != NULL ? phone_get_people (phone) : NULL);
  update (self);
}

static void
app_face_get_property (GObject    *object,
                       guint       id,
                       GValue     *value,
                       GParamSpec *pspec)
{
  AppFace *self = APP_FACE (object);

  switch (id)
    {
    case PROP_ADDRESS:
      g_value_set_string (value, self->address);
      break;
    case PROP_TEXT:
      g_value_set_string (value, adw_avatar_get_text (self->avatar));
      break;
    case PROP_SIZE:
      g_value_set_int (value, adw_avatar_get_size (self->avatar));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_face_set_property (GObject      *object,
                       guint         id,
                       const GValue *value,
                       GParamSpec   *pspec)
{
  AppFace *self = APP_FACE (object);

  switch (id)
    {
    case PROP_ADDRESS:
      if (g_set_str (&self->address, g_value_get_string (value)))
        {
          update (self);
          g_object_notify_by_pspec (object, pspec);
        }
      break;
    case PROP_TEXT:
      app_face_name (self->avatar, g_value_get_string (value));
      break;
    case PROP_SIZE:
      adw_avatar_set_size (self->avatar, g_value_get_int (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_face_dispose (GObject *object)
{
  AppFace *self = APP_FACE (object);

  if (self->people != NULL)
    show_person (self, NULL, NULL);
  g_clear_object (&self->people);
  G_OBJECT_CLASS (app_face_parent_class)->dispose (object);
}

static void
app_face_finalize (GObject *object)
{
  g_free (APP_FACE (object)->address);
  G_OBJECT_CLASS (app_face_parent_class)->finalize (object);
}

static void
app_face_class_init (AppFaceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = app_face_get_property;
  object_class->set_property = app_face_set_property;
  object_class->dispose = app_face_dispose;
  object_class->finalize = app_face_finalize;
  GTK_WIDGET_CLASS (klass)->map = app_face_map;

  /**
   * AppFace:address: (nullable)
   *
   * Whose face it is.
   */
  props[PROP_ADDRESS] = g_param_spec_string ("address", NULL, NULL, NULL,
                                             G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * AppFace:text: (nullable)
   *
   * Their name, of which the initials are shown.
   */
  props[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);

  /**
   * AppFace:size:
   *
   * How large it is.
   */
  props[PROP_SIZE] = g_param_spec_int ("size", NULL, NULL, 1, 512, 40, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
app_face_init (AppFace *self)
{
  self->avatar = ADW_AVATAR (adw_avatar_new (40, NULL, TRUE));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->avatar));
  self->people = g_signal_group_new (PHONE_TYPE_PEOPLE);
  g_signal_group_connect_swapped (self->people, "changed", G_CALLBACK (update), self);
}

/**
 * app_face_name:
 * @avatar: where somebody is shown
 * @name: (nullable): their name, their address or their number
 *
 * Has @avatar show the initials of @name. A number has none, and "+4" is nobody.
 */
void
app_face_name (AdwAvatar  *avatar,
               const char *name)
{
  g_return_if_fail (ADW_IS_AVATAR (avatar));

  adw_avatar_set_text (avatar, name);
  adw_avatar_set_show_initials (avatar, app_closures_has_letters (NULL, name));
}
